import 'server-only';
import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { seesEverything, type Visibility } from '@/lib/domain/grant';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerQuery } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { ledgerTable } from '@/lib/store/schema/ledger';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

const { secret } = ledgerTable;

/** The facts as they stood when the entry was made: a ledger does not change its mind. */
const FACTS = {
  environment: sql`(${secret} ->> 'environment')`,
  accountId: sql`(${secret} ->> 'accountId')`,
  tags: sql`(${secret} -> 'tags')`,
  name: sql`(${secret} ->> 'name')`,
};

const sees = (visibility: Visibility): SQL =>
  // What is about no secret may still name some, as a search that was exported does.
  seesEverything(visibility)
    ? sql`(${secret} is null or ${toPredicate(visibility, FACTS)})`
    : sql`(${secret} is not null and ${toPredicate(visibility, FACTS)})`;

const holdsText = (text: string): SQL => {
  const places = [
    sql`${ledgerTable.reason}`,
    sql`${ledgerTable.actor} ->> 'name'`,
    sql`${ledgerTable.actor} ->> 'id'`,
    FACTS.name,
  ];
  return sql`(${or(...places.map((place) => sql`strpos(lower(${place}), lower(${text}::text)) > 0`))})`;
};

type Sought = Omit<LedgerQuery, 'limit' | 'beforeSeq'> & Partial<Pick<LedgerQuery, 'beforeSeq'>>;

function toCondition(visibility: Visibility, query: Sought): SQL | undefined {
  const { action, phase, actor, secretId, from, to, text, actId, beforeSeq = null, oldestAfter } = query;
  return and(
    sees(visibility),
    action?.length ? inArray(ledgerTable.action, action) : undefined,
    phase?.length ? inArray(ledgerTable.phase, phase) : undefined,
    actor === undefined ? undefined : sql`${ledgerTable.actor} ->> 'id' = ${actor}`,
    secretId === undefined ? undefined : sql`${secret} ->> 'id' = ${secretId}`,
    from && gte(ledgerTable.at, from),
    to && lte(ledgerTable.at, to),
    text === undefined ? undefined : holdsText(text),
    actId === undefined ? undefined : eq(ledgerTable.actId, actId),
    oldestAfter === undefined ? undefined : gt(ledgerTable.seq, oldestAfter),
    beforeSeq === null ? undefined : lt(ledgerTable.seq, beforeSeq),
  );
}

/** Newest first, or the oldest. */
export function listEntries(db: Queryable, visibility: Visibility, query: LedgerQuery): Promise<LedgerEntry[]> {
  return db
    .select()
    .from(ledgerTable)
    .where(toCondition(visibility, query))
    .orderBy(query.oldestAfter === undefined ? desc(ledgerTable.seq) : asc(ledgerTable.seq))
    .limit(query.limit);
}

/** Counts no further than `most`: a long ledger is not read to its end for a number that nobody reads. */
export async function countEntries(
  db: Queryable,
  visibility: Visibility,
  query: Sought,
  most: number,
): Promise<number> {
  const found = db.select({ seq: ledgerTable.seq }).from(ledgerTable).where(toCondition(visibility, query));
  return db.$count(found.limit(most).as('found'));
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
