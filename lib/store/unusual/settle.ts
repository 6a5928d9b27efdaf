import 'server-only';
import { hash } from 'node:crypto';
import { inArray, lt, sql } from 'drizzle-orm';
import type { UnusualStore } from '@/lib/domain/ports/unusual-store';
import { findingKey, type Finding } from '@/lib/domain/unusual/finding';
import type { ReaderDay } from '@/lib/domain/unusual/traits';
import type { Queryable } from '@/lib/store/connect';
import { dismissalTable, dueTable, habitTable, unusualStateTable, unusualTable } from '@/lib/store/schema/unusual';
import { toStorable } from '@/lib/store/storable';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { IS_WANTED, READER_DAY, wantedDays, wantedPrincipals } from './wanted';

/** A statement takes 65,535 parameters at most. */
const AT_ONCE = 1000;

const toId = (finding: Finding): string =>
  hash('sha256', findingKey(finding), 'buffer').subarray(0, 16).toString('base64url');

/** In one transaction: what is not found any more goes, what is found is there once, with when it was found first. */
export async function settle(
  db: Queryable,
  { days, principalDays }: Parameters<UnusualStore['settle']>[0],
  found: readonly Finding[],
  now: Date,
): Promise<void> {
  const rows = found.map((finding) => ({
    ...toStorable(finding),
    id: toId(finding),
    facts: [...finding.facts],
    foundAt: now,
  }));
  const ids = textArray(rows.map(({ id }) => id));
  await db.transaction(async (tx) => {
    // One worker at a time: another's job may have been taken over while it was still at it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.unusual'))`);
    await tx.execute(
      sql`delete from ${unusualTable} t using ${wantedDays(days)} where ${IS_WANTED} and t.id <> all(${ids})`,
    );
    await tx.execute(sql`
      delete from ${unusualTable} t using ${wantedPrincipals(principalDays)}
      where t.secret_id is null and t.principal_id = w.p and t.actor_kind = w.k and t.day = w.day and t.id <> all(${ids})`);
    for (let from = 0; from < rows.length; from += AT_ONCE)
      await tx
        .insert(unusualTable)
        .values(rows.slice(from, from + AT_ONCE))
        .onConflictDoUpdate({
          target: unusualTable.id,
          set: {
            firstAt: sql`excluded.first_at`,
            lastAt: sql`excluded.last_at`,
            count: sql`excluded.count`,
            reason: sql`excluded.reason`,
            facts: sql`excluded.facts`,
          },
        });
  });
}

export async function done(db: Queryable, dueIds: readonly number[]): Promise<void> {
  if (dueIds.length > 0) await db.delete(dueTable).where(inArray(dueTable.id, [...dueIds]));
}

export async function listTold(db: Queryable, days: readonly ReaderDay[]): Promise<ReaderDay[]> {
  if (days.length === 0) return [];
  const { rows } = await db.execute<ReaderDay & Record<string, unknown>>(
    sql`select distinct ${READER_DAY} from ${wantedDays(days)} join ${unusualTable} t on ${IS_WANTED}`,
  );
  return rows;
}

/** Nothing is read anew: what is known of those days is judged as it is. */
export async function judgeAgain(db: Queryable, scopeId: string | null, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await db.execute(sql`
    insert into keyledger.unusual_due (secret_id, principal_id, actor_kind, from_at, to_at, how)
    select h.secret_id, h.principal_id, h.actor_kind, h.day::timestamp at time zone 'UTC', h.day::timestamp at time zone 'UTC', 'again'
    from keyledger.read_habit h join keyledger.secret s on s.id = h.secret_id
    where h.day = any(${sql.param([...days])}::date[]) and (${scopeId}::text is null or s.scope_id = ${scopeId})
    order by h.secret_id, h.principal_id, h.actor_kind, h.day`);
}

export async function readState(db: Queryable): ReturnType<UnusualStore['state']> {
  const rows = await db.select().from(unusualStateTable);
  return new Map(rows.map(({ about, known }) => [about, known]));
}

export async function setState(db: Queryable, about: string, known: readonly string[]): Promise<void> {
  await db
    .insert(unusualStateTable)
    .values({ about, known: [...known] })
    .onConflictDoUpdate({ target: unusualStateTable.about, set: { known: [...known] } });
}

export async function prune(db: Queryable, habitsBefore: string, findingsBefore: string): Promise<void> {
  await db.delete(habitTable).where(lt(habitTable.day, habitsBefore));
  await db.delete(unusualTable).where(lt(unusualTable.day, findingsBefore));
  await db.delete(dismissalTable).where(lt(dismissalTable.day, findingsBefore));
}
