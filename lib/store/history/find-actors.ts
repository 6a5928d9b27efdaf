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

/** For queries that join the principal: events of those who are asked for, by key, ARN or part of a name. */
export async function byActor(db: Queryable, asked: readonly string[]): Promise<SQL> {
  const { rows } = await db.execute<{ id: string; name: string | null }>(sql`
    (select ${principalTable.id} as id, null as name from ${principalTable} where ${isCalled(asked)} limit ${MOST + 1})
    union all
    (select n.principal_id, n.name from keyledger.actor_name n where ${holdsOneOf(sql`n.name`, asked)} limit ${MOST + 1})`);
  if (rows.length > MOST) return sql`(${isCalled(asked)} or ${holdsOneOf(WHO, asked)})`;
  const whole = rows.filter(({ name }) => name === null).map(({ id }) => id);
  const names = [...new Set(rows.flatMap(({ name }) => name ?? []))];
  const all = [...new Set(rows.map(({ id }) => id))];
  return sql`(${isOneOf(eventTable.principalId, all)} and (${isOneOf(eventTable.principalId, whole)} or ${WHO} = any(${textArray(names)})))`;
}
