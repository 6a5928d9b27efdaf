import 'server-only';
import { secondsUntilListed, toListedBy, toRulesMark } from '@/lib/domain/inventory/listed-by';
import { planListing, type ListingPlan } from '@/lib/domain/inventory/plan-listing';
import type { SystemContext } from '@/lib/domain/ports/context';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler, Next } from '@/lib/sync/run-job';

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

/** `unended`: the listing gave way to others, and is gone on with. */
export type InventoryHandler = (
  ...given: Parameters<Handler>
) => Promise<(NonNullable<Next> & { unended?: true }) | null>;

/**
 * Lists a scope when it is due or asked for. The job looks as often as it would list without a history, so that
 * one that can no longer be read is made up for at once; also when a worker begins, whose rules may be others. One that
 * gave way goes on behind those that waited, and counts as of its beginning.
 */
export const onSchedule =
  (ctx: SystemContext, list: InventoryHandler): Handler =>
  async (data, signal) => {
    const lookSeconds = Math.min(ctx.config.inventoryPollSeconds, ctx.config.unfollowedPollSeconds);
    const now = ctx.now();
    const known = { ...data, rules: await findRules(ctx, data.about), now };
    const begun = data.begun ?? null;
    if (!data.asked && !begun) {
      const { everySeconds } = await findPlan(ctx, data.about);
      const left = secondsUntilListed({ ...known, everySeconds });
      if (left > 0) return { afterSeconds: Math.min(left, lookSeconds) };
    }
    const next = await list(data, signal);
    if (!next) return null;
    const { at, rules } = begun ?? { at: now.toISOString(), rules: known.rules };
    const asked = begun !== null && (begun.asked || data.asked === true);
    if (next.unended) return { afterSeconds: 0, begun: { at, rules, asked } };
    const listedBy = toListedBy({ ...known, rules, now: new Date(at) });
    if (asked) return { afterSeconds: 0, begun: null, listedAt: null, listedBy };
    return { ...next, afterSeconds: lookSeconds, begun: null, listedAt: at, listedBy };
  };
