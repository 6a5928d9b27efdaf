import 'server-only';
import type { AccountSummary } from '@/lib/contract/accounts';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import type { CheckVerdict, RoleTest } from '@/lib/domain/roles/role-check';
import { ROLE_MEANS, ROLE_USES } from '@/lib/domain/roles/role-use';
import { toScopeId } from '@/lib/domain/scope';
import { toWire } from './wire-time';

export const toAccountSummary = (account: AccountRoles, tests: readonly RoleTest[]): AccountSummary => ({
  id: account.accountId,
  name: account.accountName,
  regions: [...account.regions],
  roles: ROLE_USES.map((use) => ({ use, means: ROLE_MEANS[use], arn: account.roles[use] })),
  test: summarise(account, tests),
});

/** All regions together, as old as the oldest of them. */
function summarise({ accountId, regions }: AccountRoles, tests: readonly RoleTest[]): AccountSummary['test'] {
  const scopes = new Set(regions.map((region) => toScopeId(accountId, region)));
  const own = tests.filter(({ scopeId }) => scopes.has(scopeId));
  if (own.length === 0) return null;
  const checks = own.flatMap(({ roles }) => roles).flatMap((role) => role.checks);
  const count = (verdict: CheckVerdict): number => checks.filter((check) => check.verdict === verdict).length;
  const oldest = new Date(Math.min(...own.map(({ at }) => at.getTime())));
  return { at: toWire(oldest), bad: count('bad'), warn: count('warn') };
}
