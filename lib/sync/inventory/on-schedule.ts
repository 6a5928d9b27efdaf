import 'server-only';
import { secondsUntilListed, toListedBy, toRulesMark } from '@/lib/domain/inventory/listed-by';
import { planListing, type ListingPlan } from '@/lib/domain/inventory/plan-listing';
import type { SystemContext } from '@/lib/domain/ports/context';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler } from '@/lib/sync/run-job';

async function findPlan(ctx: SystemContext, scopeId: string): Promise<ListingPlan> {
  const { inventoryPollSeconds: inventorySeconds, unfollowedPollSeconds: unfollowedSeconds } = ctx.config;
  const followed = await ctx.store.changes.followed(scopeId);
  return planListing({ ...followed, foreign: ctx.aws.foreign, inventorySeconds, unfollowedSeconds, now: ctx.now() });
}

/** What decides environment and service here, in a mark: of the rules in force, and what the account is called. */
async function findRules(ctx: SystemContext, scopeId: string): Promise<string> {
  const scope = await findScope(ctx, scopeId);
  return toRulesMark(ctx.environmentRules, scope?.accountName ?? '');
}

/**
 * Lists a scope when it is due or asked for. The job looks as often as it would list without a history, so that
 * one that can no longer be read is made up for at once; also when a worker begins, whose rules may be others.
 */
export const onSchedule =
  (ctx: SystemContext, list: Handler): Handler =>
  async (data, signal) => {
    const lookSeconds = Math.min(ctx.config.inventoryPollSeconds, ctx.config.unfollowedPollSeconds);
    const now = ctx.now();
    const known = { ...data, rules: await findRules(ctx, data.about), now };
    if (!data.asked) {
      const { everySeconds } = await findPlan(ctx, data.about);
      const left = secondsUntilListed({ ...known, everySeconds });
      if (left > 0) return { afterSeconds: Math.min(left, lookSeconds) };
    }
    const next = await list(data, signal);
    return next && { ...next, afterSeconds: lookSeconds, listedAt: now.toISOString(), listedBy: toListedBy(known) };
  };
