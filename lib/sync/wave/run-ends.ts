import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs that end in this process: told to waves, which begin the next of their turns. Those of other processes the store tells. */
export interface RunEnds {
  tell(): void;
  /** How many were told. */
  told(): number;
  /** Until the time is over; sooner, but never sooner than `least`, where more ended than the `known`. */
  wait(milliseconds: number, how: { least: number; known: number; signal: AbortSignal }): Promise<void>;
}

export function createRunEnds(): RunEnds {
  let told = 0;
  let next = Promise.withResolvers<void>();
  return {
    tell() {
      told += 1;
      next.resolve();
      next = Promise.withResolvers();
    },
    told: () => told,
    async wait(milliseconds, { least, known, signal }) {
      const pause = async (length: number, until: AbortSignal): Promise<void> =>
        sleep(length, undefined, { signal: until }).catch(() => undefined);
      await pause(Math.min(milliseconds, least), signal);
      if (signal.aborted || told > known || milliseconds <= least) return;
      const over = new AbortController();
      await Promise.race([next.promise, pause(milliseconds - least, AbortSignal.any([signal, over.signal]))]);
      over.abort();
    },
  };
}
