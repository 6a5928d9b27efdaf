import 'server-only';
import { z } from 'zod';
import type { LedgerList, LedgerQueryInput } from '@/lib/contract/ledger';
import { seesEverything } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { findIntegrity } from './parts/find-integrity';
import { toLedgerFilter } from './parts/ledger-filter';
import { toLedgerEntryView } from './parts/to-ledger-entry-view';

const MOST_COUNTED = 10_000;
const position = z.strictObject({ seq: z.number().int().positive() });

/** GET /api/ledger: what people did in Keyledger, newest first, within the actor's ledger.read. */
export async function listLedger(ctx: Context, query: LedgerQueryInput): Promise<LedgerList> {
  const visibility = authorize(ctx, 'ledger.read');
  const { limit } = query;
  const filter = toLedgerFilter(query);
  const before = decodeCursor(query.cursor, position)?.seq ?? null;
  const [entries, guard, counted, integrity] = await Promise.all([
    ctx.store.ledger.list(visibility, { ...filter, limit: limit + 1, beforeSeq: before }),
    ctx.store.ledgerGuard(),
    before === null ? ctx.store.ledger.count(visibility, filter, MOST_COUNTED + 1) : null,
    seesEverything(visibility) ? findIntegrity(ctx) : null,
  ]);
  const page = entries.slice(0, limit);
  const last = entries.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toLedgerEntryView),
    nextCursor: last ? encodeCursor({ seq: last.seq }) : null,
    guard,
    integrity,
    total: counted === null ? null : { entries: Math.min(counted, MOST_COUNTED), more: counted > MOST_COUNTED },
  };
}
