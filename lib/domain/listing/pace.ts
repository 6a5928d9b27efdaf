/** Of AWS's 100 ListSecrets calls a second (quotas, aws-facts §1.8): the rest is for what else lists in this account and region. */
export const LISTING_SHARE = 0.8;
const FASTEST_MS = 1000 / (100 * LISTING_SHARE);
/** Five calls a second: slower than any neighbour's load asks for. */
const SLOWEST_MS = 200;
const SLOWER = 1.5;
/** How fast a pace that was slowed comes back: from the slowest after some fifty calls that were answered. */
const EASE = 0.95;
/** The first pause after a throttle; doubles while they go on. */
const PAUSE_MS = 250;
/** Refusals in a row, with the pauses between them some seconds: longer ones are the job's, and the place is kept over them. */
const MOST_REFUSALS = 5;

export interface Pace {
  /** Milliseconds until the next call may begin; 0: now. */
  wait(now: number): number;
  began(now: number): void;
  answered(): void;
  /** AWS asks to slow down, or is in trouble; `random`: 0 ≤ x < 1. False: that has gone on for too long. */
  refused(now: number, random: number): boolean;
}

/** When the next ListSecrets of a scope may begin. Times in milliseconds of any steady clock. */
export function createPace(): Pace {
  let interval = FASTEST_MS;
  let [next, refusals, heldUntil] = [0, 0, 0];
  return {
    wait: (now) => Math.max(0, next - now),
    began(now) {
      // A turn that came late may be made up for, by less than a second's worth.
      next = Math.max(next, now - 100) + interval;
    },
    answered() {
      interval = Math.max(FASTEST_MS, interval * EASE);
      refusals = 0;
    },
    refused(now, random) {
      // Of calls that were under way together the first slows the pace for all.
      if (now < heldUntil) return true;
      interval = Math.min(SLOWEST_MS, interval * SLOWER);
      // Half fixed, half random: others who were refused with us do not come back with us.
      heldUntil = now + PAUSE_MS * 2 ** refusals * (0.5 + random / 2);
      next = Math.max(next, heldUntil);
      refusals += 1;
      return refusals < MOST_REFUSALS;
    },
  };
}
