import 'server-only';
import { or, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { isOneOf, NEVER, textArray } from '@/lib/store/visibility/to-predicate';
import { holdsOneOf } from './literal-text';

/** Up to so many are handed to the planner as a list, which it knows the frequency of; more match many events anyway. */
const MOST = 1000;

const WHO = sql`coalesce(${eventTable.person}, ${eventTable.workload})`;

const isCalled = (asked: readonly string[]): SQL =>
  sql`(${or(isOneOf(principalTable.key, asked), isOneOf(principalTable.id, asked), holdsOneOf(principalTable.label, asked)) ?? NEVER})`;

/** Those who are asked for, by key, ARN or part of a name; null: too many to be listed. */
async function findActors(db: Queryable, asked: readonly string[]) {
  const { rows } = await db.execute<{ id: string; name: string | null }>(sql`
    (select ${principalTable.id} as id, null as name from ${principalTable} where ${isCalled(asked)} limit ${MOST + 1})
    union all
    (select n.principal_id, n.name from keyledger.actor_name n where ${holdsOneOf(sql`n.name`, asked)} limit ${MOST + 1})`);
  if (rows.length > MOST) return null;
  const whole = rows.filter(({ name }) => name === null).map(({ id }) => id);
  const names = [...new Set(rows.flatMap(({ name }) => name ?? []))];
  return { whole, names, all: [...new Set(rows.map(({ id }) => id))] };
}

/** For queries that join the principal: events of those who are asked for, by key, ARN or part of a name. */
export async function byActor(db: Queryable, asked: readonly string[]): Promise<SQL> {
  const found = await findActors(db, asked);
  if (!found) return sql`(${isCalled(asked)} or ${holdsOneOf(WHO, asked)})`;
  const { whole, names, all } = found;
  return sql`(${isOneOf(eventTable.principalId, all)} and (${isOneOf(eventTable.principalId, whole)} or ${WHO} = any(${textArray(names)})))`;
}

/** Principals all of whose events are asked for; null: of some it is only those of a person or workload, or they are too many. */
export async function findWholeActors(db: Queryable, asked: readonly string[]): Promise<string[] | null> {
  const found = await findActors(db, asked);
  return found && found.all.every((id) => found.whole.includes(id)) ? found.whole : null;
}
