import type { Permission } from './permission';
import type { ActTrace } from './ports/aws';
import type { ScopeProblem } from './scope';

/**
 * The closed union of codes that cross the wire (contract.md). Code first, prose second: a client
 * branches on `code`, a person reads `message`.
 */
export const ERROR_CODES = [
  'invalid',
  'unauthenticated',
  'reauth_required',
  'approval_required',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'internal',
  'upstream',
  'throttled',
  'unavailable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export const STATUS_OF = {
  invalid: 400,
  unauthenticated: 401,
  reauth_required: 403,
  approval_required: 403,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  upstream: 502,
  throttled: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

/** One mistake in the input: where (JSON pointer, or `query:name`) and the rule that it broke. */
export interface FieldError {
  pointer: string;
  rule: string;
}

interface Details {
  cause?: unknown;
  /** Where AWS refused: what a scope's health shows, without the moment it began. */
  problem?: Omit<ScopeProblem, 'since'>;
  errors?: FieldError[];
  retryAfterSeconds?: number;
  /** AWS's id of the request that failed, where it gave one. */
  awsRequestId?: string | undefined;
  /** Where a fresh sign-in is asked for: how fresh, and when theirs was (null: nobody knows). */
  freshSignIn?: { maxAgeSeconds: number; authenticatedAt: Date | null };
  /** RFC 6750 §3.1: what is wrong with the token that was sent. */
  challenge?: 'invalid_token';
  /** The permission that a signed-in person lacked, where the refusal is not in the ledger yet. */
  refused?: Permission;
  /** What a person can paste or press to mend it, e.g. the policy that a missing role needs. */
  remedy?: string;
}

// Next bundles pages, routes and instrumentation each with a copy of this class: a brand tells them all, `instanceof` by prototype would not.
const BRAND = Symbol.for('keyledger.AppError');

/** The one error class. `message` is shown to people, so it never holds a value that someone typed or AWS returned as a secret. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly challenge: Details['challenge'];
  readonly remedy: string | undefined;
  readonly refused: Permission | undefined;
  readonly freshSignIn: Details['freshSignIn'];
  readonly problem: Omit<ScopeProblem, 'since'> | undefined;
  readonly awsRequestId: string | undefined;
  /** Set where an act failed in a session of AWS's: as whom, so that the ledger's end of it leads to CloudTrail's record. */
  trace: ActTrace | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.challenge = details.challenge;
    this.remedy = details.remedy;
    this.refused = details.refused;
    this.freshSignIn = details.freshSignIn;
    this.problem = details.problem;
    this.awsRequestId = details.awsRequestId;
  }

  get status(): number {
    return STATUS_OF[this.code];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** What is wrong and what to do about it, in one line. */
export function toLine({ message, remedy }: Pick<AppError, 'message' | 'remedy'>): string {
  if (!remedy) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${remedy}`;
}

/** Not there, or not yours to see: one answer for both, so that a guess learns nothing. */
export const notFound = (what: string): AppError =>
  new AppError('not_found', `There is no such ${what}, or it is not yours to see.`);
