import 'server-only';

/** Why a sign-in failed, where a person can do something about it. The sign-in page has words for each. */
export const SIGN_IN_FAILURES = [
  'ProviderDown',
  'Cancelled',
  'NotFresh',
  'NoAuthTime',
  'GroupsLeftOut',
  'TooManyGroups',
  'ClaimLeftOut',
  'UnreadableClaim',
  'WrongClock',
  'EndedMeanwhile',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** A refusal of our own. Its `code` is what next-auth lets through of an error, which it wraps. */
export class SignInRefusal extends Error {
  readonly code: SignInFailure;

  constructor(code: SignInFailure, message: string) {
    super(message);
    this.code = code;
  }
}

/** What Node calls a connection that did not come about or broke (errors of `net`, `dns`, `tls`). */
const NETWORK =
  /^(ECONN\w+|ENOTFOUND|EAI_\w+|E?TIMEDOUT|EHOST\w+|ENET\w+|EPIPE|EPROTO|CERT_\w+|ERR_TLS\w*|\w*CERT\w*)$/;
/** openid-client's own words: it has no codes for these. */
const SILENT =
  /timed out after|^expected 200 OK.*, got: 5\d\d|socket hang up|is not valid JSON|^Unexpected (token|end)/;
const CLOCK = /JWT expired|issued in the future|not active yet|too much time has elapsed/;

/** Which failure an error of openid-client or of ours is; null: one that only the log explains. */
export function explainFailure(error: unknown): SignInFailure | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = SIGN_IN_FAILURES.find((failure) => failure === code);
  if (known) return known;
  if (NETWORK.test(code) || SILENT.test(error.message)) return 'ProviderDown';
  if (CLOCK.test(error.message)) return 'WrongClock';
  return error.message === 'access_denied' ? 'Cancelled' : null;
}
