import { HISTORY_READ, INVENTORY_READ, type StoreWatch } from './watch-store';

const DAY_MS = 86_400_000;
const LIMIT_MS = 600_000;

/** Until every scope is listed and its history read, so that the worker is quiet while something else is measured. */
export async function waitForHistory(watch: StoreWatch, days: number): Promise<void> {
  await watch.until(INVENTORY_READ, [], LIMIT_MS);
  const now = Date.now();
  await watch.until(HISTORY_READ, [new Date(now - days * DAY_MS + DAY_MS / 24), new Date(now - 120_000)], LIMIT_MS);
}
