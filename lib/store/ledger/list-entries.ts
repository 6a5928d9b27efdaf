import 'server-only';
import { and, asc, desc, eq, gte, inArray, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Visibility } from '@/lib/domain/grant';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerQuery } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { ledgerTable } from '@/lib/store/schema/ledger';
import { seesSecretless, toPredicate } from '@/lib/store/visibility/to-predicate';

const { secret } = ledgerTable;

/** The facts as they stood when the entry was made: a ledger does not change its mind. */
const FACTS = {
  environment: sql`(${secret} ->> 'environment')`,
  accountId: sql`(${secret} ->> 'accountId')`,
  tags: sql`(${secret} -> 'tags')`,
  name: sql`(${secret} ->> 'name')`,
};

const sees = (visibility: Visibility): SQL =>
  seesSecretless(visibility)
    ? sql`(${secret} is null or ${toPredicate(visibility, FACTS)})`
    : sql`(${secret} is not null and ${toPredicate(visibility, FACTS)})`;

/** Newest first. */
export function listEntries(db: Queryable, visibility: Visibility, query: LedgerQuery): Promise<LedgerEntry[]> {
  const { action, phase, actor, secretId, from, to, beforeSeq } = query;
  return db
    .select()
    .from(ledgerTable)
    .where(
      and(
        sees(visibility),
        action?.length ? inArray(ledgerTable.action, action) : undefined,
        phase?.length ? inArray(ledgerTable.phase, phase) : undefined,
        actor === undefined ? undefined : sql`${ledgerTable.actor} ->> 'id' = ${actor}`,
        secretId === undefined ? undefined : sql`${secret} ->> 'id' = ${secretId}`,
        from && gte(ledgerTable.at, from),
        to && lte(ledgerTable.at, to),
        beforeSeq === null ? undefined : lt(ledgerTable.seq, beforeSeq),
      ),
    )
    .orderBy(desc(ledgerTable.seq))
    .limit(query.limit);
}

export function listOpenActs(db: Queryable, before: Date): Promise<LedgerEntry[]> {
  return db
    .select()
    .from(ledgerTable)
    .where(
      and(
        eq(ledgerTable.phase, 'asked'),
        lt(ledgerTable.at, before),
        sql`not exists (select 1 from keyledger.ledger o where o.act_id = ${ledgerTable.actId}
          and o.seq > ${ledgerTable.seq} and o.phase in ('done', 'failed', 'refused', 'unknown'))`,
      ),
    )
    .orderBy(asc(ledgerTable.seq));
}
