import 'server-only';
import { sql } from 'drizzle-orm';
import type { LedgerStore } from '@/lib/domain/ports/act-stores';
import type { Store } from '@/lib/domain/ports/store';
import type { Queryable } from '@/lib/store/connect';
import { toUnwritten } from '@/lib/store/guard-store';
import { createAppender } from './append-together';
import { appendRefusal, flushRefusals } from './fold-refusals';
import { countEntries, listEntries, listOpenActs } from './list-entries';
import { countBegun } from './recent-entries';
import { checkChain, toVerification } from './verify-chain';

/** `times`: how far the limits of an hour are raised, for a load that no person makes. */
export function createLedgerStore(db: Queryable, times = 1): LedgerStore {
  const append = createAppender(db, times);
  return {
    append: async (...given) =>
      append(...given).catch((error: unknown) => {
        throw toUnwritten(error);
      }),
    appendRefusal: (entry, at) => appendRefusal(db, entry, at),
    countBegun: (begun, at) => countBegun(db, begun, at),
    flushRefusals: (now) => flushRefusals(db, now),
    list: (visibility, query) => listEntries(db, visibility, query),
    count: (visibility, query, most) => countEntries(db, visibility, query, most),
    openActs: (before) => listOpenActs(db, before),
    verify: async () => toVerification(await checkChain(db)),
    check: (options) => checkChain(db, options),
  };
}

/** Whoever may change rows, or owns the table and so may give himself the right, may change the ledger. */
export async function findLedgerGuard(db: Queryable): ReturnType<Store['ledgerGuard']> {
  const { rows } = await db.execute<{ open: boolean }>(sql`
    select has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') or pg_has_role(c.relowner, 'USAGE') as open
    from pg_class c where c.oid = 'keyledger.ledger'::regclass`);
  return rows[0]?.open === false ? 'append-only' : 'tamper-evident';
}
