import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { addFirstReads, redoDays, redoRollUp, type SecretDay } from '@/lib/store/history/roll-up';
import { refreshUsageOf } from '@/lib/store/history/usage';
import { textArray } from '@/lib/store/visibility/to-predicate';

/** So that a statement ends far below the database's limit of time. */
const BATCH = 5000;

/** Secrets that something is said of on these days, by the events that are stored or were, or by groups. */
export async function findSecretDays(tx: Queryable, scopeId: string, days: readonly string[]): Promise<SecretDay[]> {
  if (days.length === 0) return [];
  const wanted = sql`unnest(${textArray(days)}::date[]) as w (day)`;
  const { rows } = await tx.execute<SecretDay & Record<string, unknown>>(sql`
    select distinct e.secret_id as "secretId", to_char(w.day, 'YYYY-MM-DD') as day
    from ${wanted} join keyledger.event e on e.at >= (w.day::timestamp at time zone 'UTC')
      and e.at < ((w.day + 1)::timestamp at time zone 'UTC')
    where e.scope_id = ${scopeId} and e.secret_id is not null and e.action_class = 'read'
    union
    select g.secret_id, to_char(g.day, 'YYYY-MM-DD') from ${wanted} join keyledger.roll_up_group g using (day)
    where g.scope_id = ${scopeId} and g.secret_id is not null and g.action_class = 'read'
    union
    select g.secret_id, to_char(g.day, 'YYYY-MM-DD') from ${wanted} join keyledger.event_day g using (day)
    where g.scope_id = ${scopeId} and g.secret_id is not null and g.action_class = 'read'`);
  return rows.map(({ secretId, day }) => ({ secretId, day }));
}

/** In batches of whole days of secrets, each once; all of one secret are together. */
function toBatches(days: readonly SecretDay[]): SecretDay[][] {
  const each = [...new Map(days.map((one) => [`${one.secretId} ${one.day}`, one])).values()].toSorted((left, right) =>
    left.secretId < right.secretId ? -1 : 1,
  );
  const batches: SecretDay[][] = [];
  for (let from = 0; from < each.length; from += BATCH) batches.push(each.slice(from, from + BATCH));
  return batches;
}

const toIds = (days: readonly SecretDay[]): string[] => [...new Set(days.map(({ secretId }) => secretId))];

/** What it does to the figures that more is told of these days: the days of the secrets, and what is said of the secrets. */
export async function workOut(tx: Queryable, days: readonly SecretDay[], at: Date): Promise<void> {
  for (const batch of toBatches(days)) {
    await redoDays(tx, batch);
    await addFirstReads(tx, batch);
    await refreshUsageOf(tx, toIds(batch), at);
  }
}

/** The same where groups are gone or belong to another secret by now: what was the first read may be another's. */
export async function workOutAgain(tx: Queryable, days: readonly SecretDay[], at: Date): Promise<void> {
  for (const batch of toBatches(days)) {
    await redoRollUp(tx, batch);
    await refreshUsageOf(tx, toIds(batch), at);
  }
}
