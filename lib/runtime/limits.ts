import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { MOST_STREAMS, RATE_LIMITS, type Bucket, type Counted } from '@/lib/domain/rate-limits';
import { RateLimiter, type Turn } from './rate-limiter';
import { StreamLimiter } from './stream-limiter';

/** Whom a request is counted for. `key`: the person's or token's id, or the network of an address. */
export interface Counting {
  by: Counted;
  key: string;
}

/** A turn, with what a client has to know of the bucket that it came out of. */
export interface Allowance extends Turn {
  bucket: Bucket;
  most: number;
}

const BUCKETS = Object.keys(RATE_LIMITS).filter((name): name is Bucket => name in RATE_LIMITS);
const COUNTED: readonly Counted[] = ['person', 'token', 'address'];

/** The table of `rate-limits.ts` as buckets. `times`: how far all are raised, for a load that nobody makes but a test. */
export class Limits {
  readonly streams = new StreamLimiter(MOST_STREAMS);
  readonly #limiters = new Map<string, { limiter: RateLimiter; most: number }>();

  constructor(times = 1) {
    for (const bucket of BUCKETS)
      for (const by of COUNTED) {
        const most = RATE_LIMITS[bucket][by];
        if (most !== null)
          this.#limiters.set(`${bucket} ${by}`, { limiter: new RateLimiter(most * times), most: most * times });
      }
  }

  /** One turn out of a bucket, or what is there instead. null: nobody is counted so in it. */
  take(bucket: Bucket, { by, key }: Counting, now: Date): Allowance | null {
    const found = this.#limiters.get(`${bucket} ${by}`);
    return found ? { ...found.limiter.take(key, now), bucket, most: found.most } : null;
  }

  /** The same without taking one. */
  look(bucket: Bucket, { by, key }: Counting, now: Date): Allowance | null {
    const found = this.#limiters.get(`${bucket} ${by}`);
    return found ? { ...found.limiter.look(key, now), bucket, most: found.most } : null;
  }
}

/** Throws `rate_limited` with the seconds to wait, where there was no turn. */
export function requireTurn(allowance: Allowance | null): void {
  if (allowance === null || allowance.isTaken) return;
  const { bucket, most, nextInSeconds } = allowance;
  throw new AppError('rate_limited', `Too many requests: at most ${most} a minute count as ${bucket}. Wait a little.`, {
    retryAfterSeconds: nextInSeconds,
  });
}

declare global {
  var keyledgerLimits: Limits | undefined;
}

/** On the global object, since the build may hold this module more than once. */
export const limits = (): Limits => (globalThis.keyledgerLimits ??= new Limits());
