import { setTimeout as wait } from 'node:timers/promises';

/** Looks until something is there; fails, saying what was seen last, when it takes too long. */
export async function waitUntil<T>(
  look: () => Promise<T>,
  isThere: (found: T) => boolean,
  patienceMs = 5000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    if (Date.now() > end) throw new Error(`still not there: ${JSON.stringify(found)}`);
    await wait(10);
  }
}
