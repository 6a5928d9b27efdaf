import 'server-only';
import { AppError } from '@/lib/domain/errors';

const RETRY_AFTER_SECONDS = 10;

/** How many streams each key has open: one costs no request while it lasts, so the rate of requests does not bound it. */
export class StreamLimiter {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Throws `rate_limited`; else one more is open until what is returned is called, however often. */
  take(key: string): () => void {
    const open = this.#open.get(key) ?? 0;
    if (open >= this.#most)
      throw new AppError('rate_limited', `At most ${this.#most} streams at once. Close one.`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    this.#open.set(key, open + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }
}
