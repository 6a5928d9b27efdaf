import 'server-only';
import { and, or, sql, type SQL } from 'drizzle-orm';
import { seesEverything } from '@/lib/domain/grant';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf, NEVER } from '@/lib/store/visibility/to-predicate';
import { escapeLike, holdsOneOf } from './literal-text';
import { seesHistory } from './sight-of-event';

/** Up to so many are handed to the planner as a list, which it knows the frequency of; more match many events anyway. */
const MOST = 1000;

/** By id, together with its replicas. */
const isAsked = (asked: readonly string[]): SQL =>
  sql`${secretTable.id} in (select m.id from keyledger.secret m where ${isOneOf(sql`m.id`, asked)}
    union select r.id from keyledger.secret r join keyledger.secret p on p.arn = r.primary_arn where ${isOneOf(sql`p.id`, asked)})`;

/** The trigram index of names leads to the few that are looked at. */
const isFound = (part: string): SQL =>
  sql`(${secretTable.name} ilike ${`%${escapeLike(part)}%`} and ${holdsOneOf(secretTable.name, [part])})`;

/**
 * `like` takes the product of both lengths where a long name nearly fits: for many parts that adds up
 * to minutes, and looking at every name, which is short, costs less.
 */
const FEW = 3;

const isCalled = (parts: readonly string[]): SQL =>
  parts.length > FEW ? sql`(${holdsOneOf(secretTable.name, parts)})` : sql`(${or(...parts.map(isFound)) ?? NEVER})`;

function matches({ secret, env }: EventFilter): SQL | undefined {
  return and(
    secret?.length ? sql`(${isAsked(secret)} or ${isCalled(secret)})` : undefined,
    env?.length ? isOneOf(secretTable.environment, env) : undefined,
  );
}

/** An event without a known secret has no environment; by the name that it gives it can be asked for all the same. */
function isSecretless(sight: Sight, { secret, env }: EventFilter): SQL | undefined {
  if (env?.length || !seesEverything(sight.inventory) || !seesEverything(sight.history)) return undefined;
  if (!secret?.length) return sql`${eventTable.secretId} is null`;
  return sql`(${eventTable.secretId} is null and ${eventTable.refKind} is not null and ${holdsOneOf(eventTable.refValue, secret)})`;
}

/**
 * For queries that left-join the secret: events on the secrets that are asked for and in sight. It
 * narrows; whether an event may be seen is for `seesEvent` to say, beside it.
 */
export async function bySubject(db: Queryable, sight: Sight, filter: EventFilter): Promise<SQL | undefined> {
  const asked = matches(filter);
  if (!asked && seesEverything(sight.inventory) && seesEverything(sight.history)) return undefined;
  const secretless = isSecretless(sight, filter);
  const { rows } = await db.execute<{ id: string }>(
    sql`select ${secretTable.id} as id from ${secretTable} where ${and(seesHistory(sight), asked)} limit ${MOST + 1}`,
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > MOST) return asked && sql`(${or(asked, secretless)})`;
  return sql`(${or(isOneOf(eventTable.secretId, ids), secretless)})`;
}
