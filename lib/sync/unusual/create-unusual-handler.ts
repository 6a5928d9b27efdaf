import 'server-only';
import { addDays, dayOf } from '@/lib/domain/day';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Later } from '@/lib/domain/ports/unusual-store';
import { HABIT_DAYS, JUDGED_DAYS } from '@/lib/domain/unusual/settings';
import type { Handler } from '@/lib/sync/run-job';
import { findUnusual, judgeLater } from './find-unusual';
import { noteLearned } from './note-learned';

const EVERY_SECONDS = 15;
/** Soon, since the next worker that is free may be another one. */
const ELSEWHERE_SECONDS = 1;
/** A long backlog gives way to others, and to the process that stops. */
const SLICE_MILLISECONDS = 20_000;
/** A history that is read backwards changes what rests on it with every page: judged once for many. */
const LATER_MILLISECONDS = 120_000;
/** As long as reads are told of anywhere. */
const KEPT_DAYS = 400;

/**
 * Judges what was read, as it comes. `isAgreed`: whether this process's own file, in which the thresholds stand, is the one
 * that all agreed on; by two different ones each would undo the other's.
 */
export function createUnusualHandler(ctx: SystemContext, isAgreed: () => boolean): Handler {
  let laterAt = -LATER_MILLISECONDS;
  let after: Later | null = null;
  return async ({ doneOn }, signal) => {
    if (!isAgreed()) return { afterSeconds: ELSEWHERE_SECONDS };
    const today = dayOf(ctx.now());
    if (doneOn !== today)
      await ctx.store.unusual.prune(addDays(today, -(HABIT_DAYS + JUDGED_DAYS + 1)), addDays(today, -KEPT_DAYS));
    await noteLearned(ctx);
    const end = performance.now() + SLICE_MILLISECONDS;
    const isTime = (): boolean => performance.now() < end && !signal.aborted;
    let more = true;
    while (more && isTime()) more = await findUnusual(ctx);
    if (!more && performance.now() - laterAt >= LATER_MILLISECONDS) {
      more = true;
      while (more && isTime()) {
        after = await judgeLater(ctx, after);
        more = after !== null;
      }
      if (!more) laterAt = performance.now();
    }
    return { afterSeconds: more ? 0 : EVERY_SECONDS, doneOn: today };
  };
}
