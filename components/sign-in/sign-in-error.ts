const WORDS: Record<string, string> = {
  csrf: 'This page was open for too long. Try again.',
  AccessDenied: 'The provider signed you in, but nothing is granted to you in Keyledger.',
  CredentialsSignin: 'There is no such persona.',
  OAuthSignin: 'The provider could not be asked. It may be unreachable, or its settings here may be wrong.',
  OAuthCallback: 'The provider refused, or you cancelled.',
  Callback: 'Signing in failed after the provider’s answer. The log says why.',
  Configuration: 'Sign-in is not configured correctly. The log says what is missing.',
};

/** An error's code in the address, in words; an unheard-of one says no more than that it failed. */
export function describeSignInError(code: string | undefined): string | null {
  if (code === undefined) return null;
  return (Object.hasOwn(WORDS, code) && WORDS[code]) || 'Signing in failed.';
}
