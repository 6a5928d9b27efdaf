/**
 * How much is taken of anybody: the one table of it. The door counts by it, the OpenAPI document and
 * README say it. `person`: over all their sessions; `token`: one API token; `address`: an IPv4 address or an
 * IPv6 /64; null: never counted by that. Each process counts for itself, in memory. What reaches the ledger
 * has bounds of its own, over all processes (`hourly-limits.ts`).
 */
export const RATE_LIMITS = {
  read: {
    what: 'a read of what is stored, page or API',
    person: 30_000,
    token: 6000,
    address: null,
    why: 'Twelve times what 16 clients in a loop get of the machine of the benches: only a client gone wild meets it.',
  },
  act: {
    what: 'any other change',
    person: 120,
    token: 60,
    address: null,
    why: 'Each is a call of AWS, or an entry in the ledger; hands and waves of rotations stay far below.',
  },
  reveal: {
    what: 'a reveal, in whatever mode',
    person: 60,
    token: null,
    address: null,
    why: 'One a second is no person who reads; the hour has its own limit by environment. No token reveals.',
  },
  live: {
    what: 'a read that asks AWS: the versions of a secret',
    person: 300,
    token: 60,
    address: null,
    why: 'ListSecretVersionIds allows 50 calls a second to a whole account and region, which others need too.',
  },
  refresh: {
    what: 'asking for a scope to be read now',
    person: 30,
    token: 15,
    address: null,
    why: 'A listing is up to 5,000 calls; what is already on its way is not made faster by asking again.',
  },
  roleTest: {
    what: "a test of a scope's roles",
    person: 20,
    token: 10,
    address: null,
    why: 'Each opens up to a dozen sessions and leaves as many refusals in CloudTrail.',
  },
  diagnosis: {
    what: 'a look at the function that rotates a secret, and at its log',
    person: 30,
    token: 15,
    address: null,
    why: 'FilterLogEvents allows 10 calls a second to a whole account and region, and one look may take as many.',
  },
  notificationTest: {
    what: 'a test of a channel of notifications',
    person: 20,
    token: 10,
    address: null,
    why: 'Each is a message that people read, and a call of somebody else’s server.',
  },
  tokenCreation: {
    what: 'creating an API token',
    person: 30,
    token: null,
    address: null,
    why: 'A token outlives the session that made it; nobody needs many at once. No token makes another.',
  },
  export: {
    what: 'an export of secrets, of events, of a review, of a wave or of the ledger',
    person: 30,
    token: 15,
    address: null,
    why: 'Each reads all there is and is an entry in the ledger, of which an hour has its own limit.',
  },
  preview: {
    what: 'a preview of environment rules',
    person: 60,
    token: 30,
    address: null,
    why: 'Each goes over every secret in sight once; a person who edits presses it a few times a minute.',
  },
  bulk: {
    what: 'annotating many secrets at once, or its preview; drafting a wave',
    person: 30,
    token: 15,
    address: null,
    why: 'Each may go over 10,000 secrets, and write as many entries in the ledger under its lock, or a wave of 1,000.',
  },
  refusal: {
    what: 'an answer of forbidden or not found; beyond it whatever is asked waits',
    person: 600,
    token: 300,
    address: null,
    why: 'A refusal takes the lock of the ledger, and who gets ten in a second is guessing; a page of links gone stale is far from it.',
  },
  stranger: {
    what: 'a request of nobody who is known, or to what is open to anyone',
    person: null,
    token: null,
    address: 6000,
    why: 'Probes of a whole cluster pass; a list of cookies or tokens to try goes no faster than 100 a second against 256 bits.',
  },
  signIn: {
    what: "a provider's answer at the end of a sign-in",
    person: null,
    token: null,
    address: 300,
    why: 'Each asks the provider for a token; a whole office behind one address signs in within a minute.',
  },
  logout: {
    what: "a provider's word that somebody signed out there",
    person: null,
    token: null,
    address: 1200,
    why: 'Each has a signature checked; a provider that signs a whole company out says so from one address.',
  },
} as const satisfies Record<string, RateLimit>;

/** Streams and downloads that one person or token holds open at once: a browser has six connections to one address over HTTP/1.1. */
export const MOST_STREAMS = 10;

export const WINDOW_SECONDS = 60;

interface RateLimit {
  /** What is counted. */
  what: string;
  /** So many at once, refilled evenly over 60 seconds. */
  person: number | null;
  token: number | null;
  address: number | null;
  why: string;
}

export type Bucket = keyof typeof RATE_LIMITS;
export type Counted = 'person' | 'token' | 'address';

/** What a route may be counted as; the others are the door's own. */
export type RouteBucket = Exclude<Bucket, 'refusal' | 'stranger' | 'signIn' | 'logout'>;

/** What a request is counted as, where its route says nothing else. */
export const usualBucket = (method: string): RouteBucket => (method === 'GET' || method === 'HEAD' ? 'read' : 'act');
