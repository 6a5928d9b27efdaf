import 'server-only';
import { AppError } from '@/lib/domain/errors';

const MOST_KEYS = 10_000;

/**
 * A bucket for each key: `perMinute` at once, refilled evenly. In memory, so each process of several
 * has its own: it keeps a runaway client from hurting the others, it is no quota.
 */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Throws `rate_limited` with the seconds to wait. */
  take(key: string, now: Date): void {
    const at = now.getTime();
    const perMs = this.#perMinute / 60_000;
    const bucket = this.#buckets.get(key) ?? { left: this.#perMinute, at };
    const left = Math.min(this.#perMinute, bucket.left + Math.max(0, at - bucket.at) * perMs);
    this.#buckets.delete(key);
    // Insertion order is order of use, so the first keys are the ones that matter least.
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size < MOST_KEYS) break;
      this.#buckets.delete(oldest);
    }
    this.#buckets.set(key, { left: left < 1 ? left : left - 1, at });
    if (left >= 1) return;
    const retryAfterSeconds = Math.ceil((1 - left) / perMs / 1000);
    throw new AppError('rate_limited', 'Too many requests. Wait a little.', { retryAfterSeconds });
  }
}
