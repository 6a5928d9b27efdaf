import 'server-only';
import { toKeptSince } from '@/lib/domain/athena/event-question';
import { dayOf } from '@/lib/domain/day';
import type { SystemContext } from '@/lib/domain/ports/context';
import { DRAFT_DAYS } from '@/lib/domain/wave/wave';
import type { Handler } from '@/lib/sync/run-job';
import { correctRuns } from '@/lib/sync/run-watch/correct-runs';
import { closeOpenActs } from './close-open-acts';
import { recheckVerdicts } from './recheck-verdicts';

const EVERY_SECONDS = 60;
const DAY_MILLISECONDS = 86_400_000;

/** Partitions of events stand from before the oldest event that AWS still has to a month ahead. */
async function preparePartitions(ctx: SystemContext, now: Date): Promise<void> {
  const at = (days: number): Date => new Date(now.getTime() + days * DAY_MILLISECONDS);
  await ctx.store.history.preparePartitions(at(-92), at(35));
}

/** What time alone asks for, once a minute: verdicts, folded refusals, acts without an end, ends not entered yet, runs that succeeded after all, and once a day the rest. */
export const createHousekeeper =
  (ctx: SystemContext): Handler =>
  async ({ doneOn }, signal) => {
    const now = ctx.now();
    const today = dayOf(now);
    await ctx.store.eventQuestions.forget(toKeptSince(now));
    await ctx.store.ledger.flushRefusals(now);
    await closeOpenActs(ctx, now);
    await ctx.store.sessions.enterEnds(now);
    await recheckVerdicts(ctx, now, signal);
    await correctRuns(ctx);
    if (doneOn !== today) {
      await preparePartitions(ctx, now);
      await ctx.store.history.refreshUsage(now);
      await ctx.store.waves.forget(new Date(now.getTime() - DRAFT_DAYS * DAY_MILLISECONDS));
    }
    return { afterSeconds: EVERY_SECONDS, doneOn: today };
  };
