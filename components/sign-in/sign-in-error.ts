const WORDS: Record<string, string> = {
  csrf: 'This page was open for too long. Try again.',
  AccessDenied: 'The provider signed you in, but nothing is granted to you in Keyledger.',
  CredentialsSignin: 'There is no such persona.',
  OAuthSignin: 'The provider could not be asked. It may be unreachable, or its settings here may be wrong.',
  OAuthCallback: 'The provider’s answer could not be taken. The log says why.',
  ProviderDown: 'The provider does not answer. Nothing is wrong with your account; try again in a while.',
  Cancelled: 'You cancelled at the provider, or it does not let you in here.',
  NotFresh: 'The provider let you through without asking who you are again, so this does not count as a fresh sign-in.',
  NoAuthTime:
    'The provider does not say when you proved who you are (auth_time), so this does not count as a fresh sign-in.',
  GroupsLeftOut:
    'You are in more groups than the provider puts into its answer, so what is granted to you cannot be known. Have it send only the groups that are assigned to Keyledger.',
  TooManyGroups:
    'The provider names more than 2,000 groups of yours, which is more than Keyledger takes. Have it send only the groups that are assigned to Keyledger.',
  ClaimLeftOut:
    'The provider leaves out a claim that decides what is granted to you, and only says where it could be fetched. Have it send the claim itself; the log says which.',
  UnreadableClaim:
    'The provider sends a claim that decides what is granted to you in a form that Keyledger does not read. Have it send a text, number or truth value, or a list of them; the log says which.',
  WrongClock: 'The provider’s clock and this server’s differ too much. Whoever runs them has to set them right.',
  EndedMeanwhile: 'Your provider ended your session there while you were signing in. Sign in again.',
  SignedOutHere:
    'You are signed out of Keyledger, but your provider could not be asked to end its own session. On a computer that others use, sign out there as well.',
  SomebodyElse:
    'You came back as somebody else. The session from before has ended; what it was about to do was not done.',
  Callback: 'Signing in failed after the provider’s answer. The log says why.',
  Configuration: 'Sign-in is not configured correctly. The log says what is missing.',
};

/** An error's code in the address, in words; an unheard-of one says no more than that it failed. */
export function describeSignInError(code: string | undefined, isSignedIn: boolean): string | null {
  // A link can say anything: nobody is told that they are out while they are in.
  if (code === undefined || (code === 'SignedOutHere' && isSignedIn)) return null;
  return (Object.hasOwn(WORDS, code) && WORDS[code]) || 'Signing in failed.';
}
