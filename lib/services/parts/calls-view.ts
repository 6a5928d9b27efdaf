import 'server-only';
import type { SettingsView } from '@/lib/contract/system';
import { toDailyCalls } from '@/lib/domain/inventory/daily-calls';
import { planListing } from '@/lib/domain/inventory/plan-listing';
import type { Context } from '@/lib/domain/ports/context';
import { toWireOrNull } from './wire-time';

const HOUR = 3_600_000;

/** What each scope costs in calls to AWS: by the schedule, and as counted in the last 24 hours. */
export async function toCallsView(ctx: Context): Promise<SettingsView['calls']> {
  const now = ctx.now();
  const {
    historyPollSeconds,
    inventoryPollSeconds: inventorySeconds,
    unfollowedPollSeconds: unfollowedSeconds,
  } = ctx.config;
  const scopes = await ctx.store.calls.list(now);
  return scopes.map(({ scope, secrets, events, followed, measured, since }) => {
    const { foreign } = ctx.aws;
    const listing = planListing({ ...followed, foreign, inventorySeconds, unfollowedSeconds, now });
    const hours = since ? Math.min(24, (now.getTime() - since.getTime()) / HOUR) : 0;
    const operations = toDailyCalls({ secrets, events, listing, historyPollSeconds, measured, hours });
    return {
      account: scope.accountId,
      accountName: scope.accountName,
      region: scope.region,
      perDay: operations.reduce((sum, { perDay }) => sum + perDay, 0),
      since: toWireOrNull(since),
      operations: operations.map((calls) => ({ ...calls, counted: measured[calls.operation] ?? 0 })),
    };
  });
}
