import 'server-only';
import type { DiscoverySettings } from '@/lib/domain/discovery/discovery-settings';
import type { KnownAccount } from '@/lib/domain/discovery/known-account';
import { planScopes } from '@/lib/domain/discovery/plan-scopes';
import type { SystemContext } from '@/lib/domain/ports/context';

/** The scopes of these accounts, as they follow from what is known and what keyledger.yaml says. */
export async function applyPlans(
  ctx: SystemContext,
  settings: DiscoverySettings,
  accounts: readonly KnownAccount[],
): Promise<void> {
  const configured = new Set(ctx.aws.accounts().map(({ accountId }) => accountId));
  const plans = accounts.map((account) => planScopes(account, settings, configured));
  const { added, gone } = await ctx.store.discovery.applyScopes(plans, ctx.now());
  if (added + gone > 0) ctx.log.info({ room: 'sync', added, gone }, 'scopes follow what was found');
}
