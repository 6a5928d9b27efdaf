import 'server-only';
import type { AccountView } from '@/lib/contract/accounts';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { describeDashboard } from '@/lib/domain/roles/describe-dashboard';
import { toScopeId } from '@/lib/domain/scope';
import { toAccountSummary } from './parts/account-summary';
import { authorize } from './parts/authorize';
import { getKnownAccount } from './parts/configured-account';
import { findRefreshable } from './parts/refreshable-scopes';
import { toRoleFiles } from './parts/role-files';
import { toRoleTestView } from './parts/role-test-view';

/** GET /api/accounts/{account}: its roles and every text to paste for them. Asks AWS nothing. */
export async function getAccount(ctx: Context, id: string): Promise<AccountView> {
  authorize(ctx, 'settings.read');
  const account = await getKnownAccount(ctx, id);
  const { dashboard, partition } = account;
  const tests = await ctx.store.roleTests.list();
  const testable = await findTestable(ctx);
  return {
    ...toAccountSummary(account, tests),
    partition,
    caller: dashboard && { account: dashboard.accountId, arn: dashboard.arn, note: describeDashboard(dashboard) },
    tests: account.regions.map((region) => {
      const scope = toScopeId(account.accountId, region);
      const last = tests.find(({ scopeId }) => scopeId === scope);
      return { scope, region, mayTest: testable.has(scope), last: last ? toRoleTestView(last) : null };
    }),
    files: toRoleFiles(ctx, account),
  };
}

async function findTestable(ctx: Context): Promise<ReadonlySet<string>> {
  const { refreshable } = await findRefreshable(ctx, visibilityOf(ctx.actor.grants, 'scope.sync'));
  return new Set(refreshable.map(({ id }) => id));
}
