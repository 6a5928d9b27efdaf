import 'server-only';
import type { ErrorCode } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { Failure } from './failure';

/** One sort of failure: our code, the problem's code, and what a person can do. */
export interface FailureKind {
  code: ErrorCode;
  problem: ScopeProblem['code'];
  remedy: string;
}

interface Rule extends FailureKind {
  when: (failure: Failure) => boolean;
}

const named =
  (...names: string[]) =>
  ({ name }: Failure): boolean =>
    names.includes(name.replace(/Exception$|Fault$/, ''));

const CLOCK = 'Set the clock of this machine: AWS accepts requests within five minutes of its own time.';
const PROXY = 'Look at what stands between Keyledger and AWS: proxy, gateway, endpoint URL.';
const NETWORK = 'Check the network, DNS and proxy between Keyledger and AWS, and the endpoint URL if one is set.';
const CREDENTIALS = 'Renew or correct the credentials that Keyledger runs with.';

/** In order; the first that holds decides. Names: AWS's common errors (aws-facts §1.1), STS, CloudTrail, Node. */
const RULES: Rule[] = [
  {
    when: (failure) =>
      named('RequestTimeTooSkewed', 'RequestInTheFuture', 'RequestExpired')(failure) ||
      /Signature (expired|not yet current)/i.test(failure.sentence),
    code: 'upstream',
    problem: 'expired',
    remedy: CLOCK,
  },
  {
    when: (failure) =>
      named('Throttling', 'Throttled', 'TooManyRequests', 'RequestLimitExceeded', 'RequestThrottled')(failure) ||
      named('SlowDown', 'BandwidthLimitExceeded', 'PriorRequestNotComplete')(failure) ||
      failure.status === 429,
    code: 'throttled',
    problem: 'throttled',
    remedy:
      'Keyledger slows down and tries again by itself. If it stays so, something else uses up the quota of this account and region.',
  },
  {
    when: named('InvalidNextToken'),
    code: 'conflict',
    problem: 'protocol',
    remedy: 'Keyledger starts the listing again by itself.',
  },
  {
    when: (failure) => /previous rotation isn.t complete/i.test(failure.sentence),
    code: 'conflict',
    problem: 'unknown',
    remedy: 'Wait for the rotation to end, or clear the AWSPENDING label if it is stuck.',
  },
  {
    when: named('ResourceNotFound'),
    code: 'not_found',
    problem: 'unknown',
    remedy: 'The secret or version was deleted, or its ARN belongs to another account or region.',
  },
  {
    when: named('RegionDisabled', 'OptInRequired', 'SubscriptionRequired'),
    code: 'upstream',
    problem: 'region_off',
    remedy: 'Enable the region for this account, or take it out of keyledger.yaml.',
  },
  {
    when: named('DecryptionFailure', 'EncryptionFailure', 'KMSAccessDenied', 'KMSDisabled', 'KMSInvalidState'),
    code: 'upstream',
    problem: 'denied',
    remedy: "Check that the secret's KMS key is enabled and that its policy allows kms:Decrypt to the role.",
  },
  {
    when: named('ExpiredToken', 'TokenRefreshRequired'),
    code: 'upstream',
    problem: 'expired',
    remedy: 'The session of the credentials that Keyledger runs with has ended: renew them, or give it a role.',
  },
  {
    when: named('UnrecognizedClient', 'InvalidClientTokenId', 'AuthFailure', 'InvalidAccessKeyId'),
    code: 'upstream',
    problem: 'expired',
    remedy: `${CREDENTIALS} AWS says the same of good credentials in a region that is not enabled for the account.`,
  },
  {
    when: named('InvalidSignature', 'SignatureDoesNotMatch', 'MissingAuthenticationToken', 'IncompleteSignature'),
    code: 'upstream',
    problem: 'expired',
    remedy: CREDENTIALS,
  },
  {
    when: ({ name }) => /^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(name),
    code: 'upstream',
    problem: 'expired',
    remedy: 'Give Keyledger credentials through the environment, a profile, or the role of the machine it runs on.',
  },
  {
    when: named('AccessDenied', 'UnauthorizedOperation', 'Forbidden', 'NotAuthorized'),
    code: 'upstream',
    problem: 'denied',
    remedy: 'Grant the missing action.',
  },
  {
    // STS API, AssumeRole, SourceIdentity: once set it stays through every further role.
    when: (failure) =>
      /source identity/i.test(failure.sentence) &&
      named('Validation', 'ValidationError', 'InvalidParameterValue')(failure),
    code: 'upstream',
    problem: 'denied',
    remedy:
      'The session that Keyledger runs with carries a source identity of its own, which AWS lets nobody change: begin that session without one.',
  },
  {
    // A plain no: whatever was asked for has not begun.
    when: named(
      'InvalidRequest',
      'InvalidParameter',
      'Validation',
      'ValidationError',
      'LimitExceeded',
      'PackedPolicyTooLarge',
    ),
    code: 'upstream',
    problem: 'denied',
    remedy: 'AWS refuses this as things stand; its own sentence says why.',
  },
  {
    when: ({ name, status }) =>
      /^(UnknownOperation|NotImplemented|InvalidAction|UnsupportedOperation)/.test(name) || status === 501,
    code: 'upstream',
    problem: 'unsupported',
    remedy: 'The endpoint does not know this call: use one that does, or AWS itself.',
  },
  {
    when: ({ name, unreadable, status }) =>
      status === 404 && (unreadable || /^(Unknown|UnknownError|NotFound)$/.test(name)),
    code: 'upstream',
    problem: 'unsupported',
    remedy: PROXY,
  },
  {
    when: ({ unreadable, status }) => unreadable && (status ?? 0) >= 500,
    code: 'unavailable',
    problem: 'protocol',
    remedy: PROXY,
  },
  { when: ({ unreadable }) => unreadable, code: 'upstream', problem: 'protocol', remedy: PROXY },
  {
    when: ({ status }) => status !== null && status >= 500,
    code: 'unavailable',
    problem: 'unknown',
    remedy: 'AWS had a fault of its own. Keyledger tries again by itself.',
  },
  {
    when: named('ENOTFOUND'),
    code: 'unavailable',
    problem: 'unreachable',
    remedy: `${NETWORK} A region that does not exist looks the same.`,
  },
  {
    when: ({ name, status }) =>
      status === null &&
      (/^(E[A-Z_]{2,}|TimeoutError|AbortError)$/.test(name) || /CERT|TLS|SSL|VERIFY|SIGNATURE$/.test(name)),
    code: 'unavailable',
    problem: 'unreachable',
    remedy: NETWORK,
  },
];

const REST: FailureKind = { code: 'upstream', problem: 'unknown', remedy: 'Look at what AWS says.' };

export const toFailureKind = (failure: Failure): FailureKind => RULES.find((rule) => rule.when(failure)) ?? REST;
