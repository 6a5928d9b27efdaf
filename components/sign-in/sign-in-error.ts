const WORDS: Record<string, string> = {
  csrf: 'This page had grown old. Try again.',
  AccessDenied: 'The provider let you in, but Keyledger did not: nothing is granted to you here.',
  CredentialsSignin: 'There is no such persona.',
  OAuthSignin: 'The provider could not be asked. It may be unreachable, or its settings here may be wrong.',
  OAuthCallback: 'The provider refused, or you turned back.',
  Callback: 'Signing in broke on the way back. The log says why.',
  Configuration: 'Sign-in is not set up rightly here. The log says what is missing.',
};

/** An error's code in the address, in words; an unheard-of one says no more than that it failed. */
export function describeSignInError(code: string | undefined): string | null {
  if (code === undefined) return null;
  return (Object.hasOwn(WORDS, code) && WORDS[code]) || 'Signing in failed.';
}
