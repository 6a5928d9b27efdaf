import 'server-only';
import { sql } from 'drizzle-orm';
import type { LedgerStore } from '@/lib/domain/ports/act-stores';
import type { Store } from '@/lib/domain/ports/store';
import type { Queryable } from '@/lib/store/connect';
import { toUnwritten } from '@/lib/store/guard-store';
import { append } from './append';
import { appendRefusal, flushRefusals } from './fold-refusals';
import { listEntries, listOpenActs } from './list-entries';
import { verifyChain } from './verify-chain';

export const createLedgerStore = (db: Queryable): LedgerStore => ({
  append: (entry, at) =>
    append(db, entry, at).catch((error: unknown) => {
      throw toUnwritten(error);
    }),
  appendRefusal: (entry, at) => appendRefusal(db, entry, at),
  flushRefusals: (now) => flushRefusals(db, now),
  list: (visibility, query) => listEntries(db, visibility, query),
  openActs: (before) => listOpenActs(db, before),
  verify: () => verifyChain(db),
});

/** Whoever may change rows, or owns the table and so may give himself the right, may change the ledger. */
export async function findLedgerGuard(db: Queryable): ReturnType<Store['ledgerGuard']> {
  const { rows } = await db.execute<{ open: boolean }>(sql`
    select has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') or pg_has_role(c.relowner, 'USAGE') as open
    from pg_class c where c.oid = 'keyledger.ledger'::regclass`);
  return rows[0]?.open === false ? 'append-only' : 'tamper-evident';
}
