import 'server-only';
import { planListing, type ListingPlan } from '@/lib/domain/inventory/plan-listing';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Handler } from '@/lib/sync/run-job';

async function findPlan(ctx: SystemContext, scopeId: string): Promise<ListingPlan> {
  const { inventoryPollSeconds: inventorySeconds, unfollowedPollSeconds: unfollowedSeconds } = ctx.config;
  const followed = await ctx.store.changes.followed(scopeId);
  return planListing({ ...followed, foreign: ctx.aws.foreign, inventorySeconds, unfollowedSeconds, now: ctx.now() });
}

/**
 * Lists a scope when it is due or asked for. The job looks as often as it would list without a history, so that
 * one that can no longer be read is made up for at once.
 */
export const onSchedule =
  (ctx: SystemContext, list: Handler): Handler =>
  async (data, signal) => {
    const lookSeconds = Math.min(ctx.config.inventoryPollSeconds, ctx.config.unfollowedPollSeconds);
    const now = ctx.now();
    if (data.listedAt && !data.asked) {
      const { everySeconds } = await findPlan(ctx, data.about);
      const left = (Date.parse(data.listedAt) - now.getTime()) / 1000 + everySeconds;
      if (left > 0) return { afterSeconds: Math.min(left, lookSeconds) };
    }
    const next = await list(data, signal);
    return next && { ...next, afterSeconds: lookSeconds, listedAt: now.toISOString() };
  };
