import 'server-only';
import type { Slice } from '@/lib/sync/run-job';

/** So long a listing keeps its place among those that are worked on, however many wait. */
const TURN_MS = 10_000;
/** How often it is looked from then on whether any wait. */
const LOOK_MS = 1_000;

/**
 * Tells whether a listing is to give way: it had its turn, and others wait. Where none does it is never over, so that a
 * listing that is alone loses nothing.
 */
export function startTurn(othersWait: Slice['othersWait']): () => boolean {
  let [lookAt, isOver] = [performance.now() + TURN_MS, false];
  async function look(): Promise<void> {
    // A database that is away is heard of by whoever writes to it.
    isOver ||= (await othersWait?.().catch(() => false)) ?? false;
  }
  return () => {
    if (othersWait && !isOver && performance.now() >= lookAt) {
      lookAt = performance.now() + LOOK_MS;
      void look();
    }
    return isOver;
  };
}
