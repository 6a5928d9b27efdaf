import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PacerClock {
  now: () => number;
  sleep: (milliseconds: number) => Promise<unknown>;
  /** 0 ≤ x < 1. */
  random: () => number;
}

export interface Pacer {
  /**
   * Runs `call` when it is its turn: first come, first served for each key, with the interval between
   * starts. While `isThrottled` holds of what it throws it is tried again, at the head of the line,
   * after a pause that doubles; the last error is thrown.
   */
  run<T>(key: string, call: () => Promise<T>): Promise<T>;
}

interface Lane {
  tail: Promise<unknown>;
  nextStart: number;
}

interface PacerOptions {
  intervalMilliseconds: number;
  isThrottled: (error: unknown) => boolean;
  /** The first pause after a throttled call. */
  pauseMilliseconds: number;
  attempts: number;
  clock?: PacerClock;
  /** Milliseconds to wait for one's turn among all processes; absent: this one is alone. */
  takeTurn?: ((key: string, intervalMilliseconds: number) => Promise<number>) | undefined;
}

const REAL_CLOCK: PacerClock = { now: () => performance.now(), sleep: (time) => sleep(time), random: Math.random };

/** Keeps calls under a rate that AWS counts for each account and region, over all that this process does and, by `takeTurn`, over others. */
export function createPacer(options: PacerOptions): Pacer {
  const { intervalMilliseconds, isThrottled, pauseMilliseconds, attempts, clock = REAL_CLOCK, takeTurn } = options;
  const lanes = new Map<string, Lane>();

  async function perform<T>(key: string, lane: Lane, call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const wait = lane.nextStart - clock.now();
      if (wait > 0) await clock.sleep(wait);
      const turn = (await takeTurn?.(key, intervalMilliseconds)) ?? 0;
      if (turn > 0) await clock.sleep(turn);
      lane.nextStart = clock.now() + intervalMilliseconds;
      try {
        return await call();
      } catch (error) {
        if (!isThrottled(error) || attempt >= attempts) throw error;
        // Half fixed, half random: several processes that were refused together do not come back together.
        const pause = pauseMilliseconds * 2 ** (attempt - 1) * (0.5 + clock.random() / 2);
        lane.nextStart = clock.now() + Math.max(pause, intervalMilliseconds);
      }
    }
  }

  return {
    run(key, call) {
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), nextStart: 0 };
      lanes.set(key, lane);
      const result = lane.tail.then(() => perform(key, lane, call));
      // The next in line waits for the end of this turn, however it ended.
      lane.tail = result.catch(() => undefined);
      return result;
    },
  };
}
