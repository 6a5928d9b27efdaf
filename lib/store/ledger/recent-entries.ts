import 'server-only';
import { and, count, desc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { HOUR_MS, TO_CHANGE } from '@/lib/domain/hourly-limits';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Queryable } from '@/lib/store/connect';
import { ledgerTable } from '@/lib/store/schema/ledger';

/** Acts of one kind; `guardedAs`: those in that environment alone. */
export interface Begun extends Pick<NewLedgerEntry, 'action' | 'phase'> {
  actorId: string;
  guardedAs?: string;
}

const by = (actorId: string): SQL => sql`${ledgerTable.actor} ->> 'id' = ${actorId}`;
const withinTheHour = (at: Date): SQL => gt(ledgerTable.at, new Date(at.getTime() - HOUR_MS));

const isBegun = ({ actorId, action, phase, guardedAs }: Begun, at: Date) =>
  and(
    by(actorId),
    eq(ledgerTable.action, action),
    eq(ledgerTable.phase, phase),
    // The index holds these alone, and the planner has to be told.
    sql`${ledgerTable.phase} in ('asked', 'noted')`,
    withinTheHour(at),
    guardedAs === undefined ? undefined : sql`${ledgerTable.detail} ->> 'guardedAs' = ${guardedAs}`,
  );

/** How many began in the last 60 minutes. */
export async function countBegun(db: Queryable, begun: Begun, at: Date): Promise<number> {
  const [row] = await db.select({ number: count() }).from(ledgerTable).where(isBegun(begun, at));
  return row?.number ?? 0;
}

/** When one more may begin, where `most` did in the last 60 minutes; null: now. */
export async function findNextTurn(db: Queryable, begun: Begun, at: Date, most: number): Promise<Date | null> {
  const [row] = await db
    .select({ at: ledgerTable.at })
    .from(ledgerTable)
    .where(isBegun(begun, at))
    .orderBy(desc(ledgerTable.at))
    .offset(most - 1)
    .limit(1);
  return row ? new Date(row.at.getTime() + HOUR_MS) : null;
}

/** When acts of many may change `secrets` more, beside those that began in the last 60 minutes; null: now. */
export async function findTurnOfMany(
  db: Queryable,
  begun: Begun,
  at: Date,
  { secrets, most }: { secrets: number; most: number },
): Promise<Date | null> {
  const perAct = sql<number>`coalesce((${ledgerTable.detail} ->> ${TO_CHANGE})::bigint, 0)`;
  const newer = db
    .select({
      at: ledgerTable.at,
      sum: sql<number>`sum(${perAct}) over (order by ${ledgerTable.at} desc, ${ledgerTable.seq} desc)`.as('sum'),
    })
    .from(ledgerTable)
    .where(isBegun(begun, at))
    .as('newer');
  const [row] = await db
    .select({ at: newer.at })
    .from(newer)
    .where(gt(newer.sum, most - secrets))
    .orderBy(desc(newer.at))
    .limit(1);
  return row ? new Date(row.at.getTime() + HOUR_MS) : null;
}

/** Entries of refusals, whatever was refused. */
export async function countRefusals(db: Queryable, actorId: string, at: Date): Promise<number> {
  const [row] = await db
    .select({ number: count() })
    .from(ledgerTable)
    .where(and(by(actorId), eq(ledgerTable.phase, 'refused'), withinTheHour(at)));
  return row?.number ?? 0;
}
