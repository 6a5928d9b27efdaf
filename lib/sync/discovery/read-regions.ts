import 'server-only';
import { judgeAccount } from '@/lib/domain/discovery/plan-scopes';
import type { SystemContext } from '@/lib/domain/ports/context';
import { recordFailure, type Problem } from '@/lib/sync/record-failure';
import type { Handler } from '@/lib/sync/run-job';
import { applyPlans } from './apply-plans';

const toConfigured = (ctx: SystemContext): Set<string> => new Set(ctx.aws.accounts().map(({ accountId }) => accountId));

/** Accounts whose regions are looked at again and again: those that are read in whatever is enabled. */
export async function findAccountsWithRegions(ctx: SystemContext): Promise<string[]> {
  const settings = ctx.config.discovery;
  if (settings?.regions !== 'enabled') return [];
  const configured = toConfigured(ctx);
  const accounts = await ctx.store.discovery.accounts();
  return accounts.filter((account) => judgeAccount(account, settings, configured) === 'read').map(({ id }) => id);
}

/** The regions of one account, with a job and a pause after failures of its own. */
export function createRegionsHandler(ctx: SystemContext): Handler {
  return async ({ about }, signal) => {
    const settings = ctx.config.discovery;
    const account = await ctx.store.discovery.find(about);
    if (settings?.regions !== 'enabled' || account === null) return null;
    if (judgeAccount(account, settings, toConfigured(ctx)) !== 'read') return null;
    const record = (problem: Problem) => ctx.store.discovery.recordRegionsFailure(account.id, problem, ctx.now());
    await recordFailure({ signal, doing: 'asked for the regions of this account', record }, async () => {
      const regions = await ctx.aws.listRegions({ accountId: account.id, accountName: account.name });
      signal.throwIfAborted();
      await ctx.store.discovery.recordRegions(account.id, regions, ctx.now());
    });
    const known = await ctx.store.discovery.find(account.id);
    if (known) await applyPlans(ctx, settings, [known]);
    return { afterSeconds: settings.everySeconds };
  };
}
