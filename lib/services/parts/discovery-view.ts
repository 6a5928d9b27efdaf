import 'server-only';
import type { DiscoverySummary, FoundAccountView } from '@/lib/contract/discovery';
import type { KnownAccount } from '@/lib/domain/discovery/known-account';
import { planScopes, type ScopesPlan } from '@/lib/domain/discovery/plan-scopes';
import type { Context } from '@/lib/domain/ports/context';
import type { ScopeProblem } from '@/lib/domain/scope';
import { toWire, toWireOrNull } from './wire-time';

export interface JudgedAccount extends KnownAccount {
  plan: ScopesPlan;
}

export interface Discovery {
  summary: DiscoverySummary;
  /** By name. */
  accounts: JudgedAccount[];
}

/** How discovery is set, what it found, and what is done with it; null where it is off. */
export async function findDiscovery(ctx: Context): Promise<Discovery | null> {
  const settings = ctx.config.discovery;
  const roles = ctx.aws.discovery();
  if (settings === null || roles === null) return null;
  const [known, status] = await Promise.all([ctx.store.discovery.accounts(), ctx.store.discovery.status()]);
  const configured = new Set(ctx.aws.accounts().map(({ accountId }) => accountId));
  const accounts = known.map((account) => ({ ...account, plan: planScopes(account, settings, configured) }));
  const counts = { read: 0, configured: 0, excluded: 0, left: 0, not_active: 0 };
  for (const { plan } of accounts) counts[plan.verdict] += 1;
  const { read, reveal, rotate, recover } = roles.roles;
  const summary = {
    organizationsRole: roles.organizations.role,
    everySeconds: settings.everySeconds,
    regions: settings.regions === 'enabled' ? null : [...settings.regions],
    include: settings.include && { ids: [...settings.include.ids], names: [...settings.include.names] },
    exclude: settings.exclude && { ids: [...settings.exclude.ids], names: [...settings.exclude.names] },
    roles: { read: read ?? '', reveal, rotate, recover },
    asOf: toWireOrNull(status?.asOf ?? null),
    lookedAt: toWireOrNull(status?.lookedAt ?? null),
    problem: toProblemView(status?.problem ?? null),
    counts,
    troubled: accounts.filter(isTroubled).length,
  };
  return { summary, accounts };
}

export const isTroubled = ({ plan, problem }: JudgedAccount): boolean => plan.verdict === 'read' && problem !== null;

const toProblemView = (problem: ScopeProblem | null): DiscoverySummary['problem'] =>
  problem && { code: problem.code, message: problem.message, remedy: problem.remedy, since: toWire(problem.since) };

export const toFoundAccountView = (account: JudgedAccount): FoundAccountView => ({
  id: account.id,
  name: account.name,
  verdict: account.plan.verdict,
  state: account.state,
  joinedAt: toWireOrNull(account.joinedAt),
  foundAt: toWire(account.foundAt),
  seenAt: toWire(account.seenAt),
  leftAt: toWireOrNull(account.leftAt),
  regions: account.plan.regions,
  regionsAt: toWireOrNull(account.regionsAt),
  problem: toProblemView(isTroubled(account) ? account.problem : null),
});
