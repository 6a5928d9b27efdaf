import 'server-only';
import { z } from 'zod';
import type { DiscoveryView, FoundAccountsQuery } from '@/lib/contract/discovery';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { toDiscoveryFiles } from './parts/discovery-files';
import { findDiscovery, isTroubled, toFoundAccountView, type JudgedAccount } from './parts/discovery-view';
import { positionText } from './parts/position';

/** Those that somebody must do something about come first, then all by name. */
const toPlace = (account: JudgedAccount): [number, string, string] => [
  isTroubled(account) ? 0 : 1,
  account.name.toLowerCase(),
  account.id,
];

const position = z.strictObject({ t: z.number().int().min(0).max(1), n: positionText, i: positionText });

function compare(one: [number, string, string], other: [number, string, string]): number {
  for (const at of [0, 1, 2] as const) {
    const [a, b] = [one[at], other[at]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** GET /api/discovery: how accounts are found, which were, and what to paste for it. Asks AWS nothing. */
export async function getDiscovery(ctx: Context, query: FoundAccountsQuery): Promise<DiscoveryView> {
  authorize(ctx, 'settings.read');
  const after = decodeCursor(query.cursor, position);
  const found = await findDiscovery(ctx);
  const all = (found?.accounts ?? [])
    .filter(({ plan }) => query.verdict === undefined || plan.verdict === query.verdict)
    .map((account) => ({ account, place: toPlace(account) }))
    .toSorted((one, other) => compare(one.place, other.place));
  const from: [number, string, string] | null = after && [after.t, after.n, after.i];
  const rest = from ? all.filter(({ place }) => compare(place, from) > 0) : all;
  const page = rest.slice(0, query.limit);
  const [t, n, i] = page.at(-1)?.place ?? [1, '', ''];
  return {
    discovery: found?.summary ?? null,
    accounts: page.map(({ account }) => toFoundAccountView(account)),
    nextCursor: rest.length > page.length ? encodeCursor({ t, n, i }) : null,
    files: toDiscoveryFiles(ctx),
  };
}
