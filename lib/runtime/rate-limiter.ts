import 'server-only';
import { WINDOW_SECONDS } from '@/lib/domain/rate-limits';

const MOST_KEYS = 10_000;

/** What became of a turn, and what is left after it. */
export interface Turn {
  isTaken: boolean;
  /** Whole turns that may follow at once. */
  left: number;
  /** Seconds, rounded up, until there is one more than now. */
  nextInSeconds: number;
}

/**
 * A bucket for each key: `most` at once, refilled evenly over a minute. In memory, so each process of several
 * has its own: it keeps a runaway client from hurting the others, it is no quota.
 */
export class RateLimiter {
  readonly #most: number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one where there is one. */
  take(key: string, now: Date): Turn {
    const left = this.#leftOf(key, now);
    const isTaken = left >= 1;
    this.#buckets.delete(key);
    // Insertion order is order of use, so the first keys are the ones that matter least.
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size < MOST_KEYS) break;
      this.#buckets.delete(oldest);
    }
    this.#buckets.set(key, { left: isTaken ? left - 1 : left, at: now.getTime() });
    return this.#toTurn(isTaken, isTaken ? left - 1 : left);
  }

  /** As `take` would find it, without taking. */
  look(key: string, now: Date): Turn {
    const left = this.#leftOf(key, now);
    return this.#toTurn(left >= 1, left);
  }

  #leftOf(key: string, now: Date): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#most;
    return Math.min(this.#most, bucket.left + Math.max(0, now.getTime() - bucket.at) * this.#perMs);
  }

  #toTurn(isTaken: boolean, left: number): Turn {
    const whole = Math.floor(left);
    const nextInSeconds = Math.max(1, Math.ceil((whole + 1 - left) / this.#perMs / 1000));
    return { isTaken, left: whole, nextInSeconds };
  }

  get #perMs(): number {
    return this.#most / (WINDOW_SECONDS * 1000);
  }
}
