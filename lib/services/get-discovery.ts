import 'server-only';
import type { DiscoveryView, FoundAccountsQuery } from '@/lib/contract/discovery';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toDiscoveryFiles } from './parts/discovery-files';
import { findDiscovery, isTroubled, toFoundAccountView, type JudgedAccount } from './parts/discovery-view';
import { pageByPlace, type Place } from './parts/page-by-place';

/** Those that somebody must do something about come first, then all by name. */
const toPlace = (account: JudgedAccount): Place => [
  isTroubled(account) ? 0 : 1,
  account.name.toLowerCase(),
  account.id,
];

/** GET /api/discovery: how accounts are found, which were, and what to paste for it. Asks AWS nothing. */
export async function getDiscovery(ctx: Context, query: FoundAccountsQuery): Promise<DiscoveryView> {
  authorize(ctx, 'settings.read');
  const found = await findDiscovery(ctx);
  const all = (found?.accounts ?? []).filter(
    ({ plan }) => query.verdict === undefined || plan.verdict === query.verdict,
  );
  const { page, nextCursor } = pageByPlace(all, toPlace, query);
  return {
    discovery: found?.summary ?? null,
    accounts: page.map(toFoundAccountView),
    nextCursor,
    files: toDiscoveryFiles(ctx),
  };
}
