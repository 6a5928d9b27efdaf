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

export const seesAll = (sight: Sight): boolean => seesEverything(sight.inventory) && seesEverything(sight.history);

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
export function isSecretless(sight: Sight, { secret, env }: EventFilter): SQL | undefined {
  if (env?.length || !seesAll(sight)) return undefined;
  if (!secret?.length) return sql`${eventTable.secretId} is null`;
  return sql`(${eventTable.secretId} is null and ${eventTable.refKind} is not null and ${holdsOneOf(eventTable.refValue, secret)})`;
}

/** Ids of the secrets in sight that are asked for; null: too many to be listed. */
async function findSecrets(db: Queryable, sight: Sight, asked: SQL | undefined): Promise<string[] | null> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select ${secretTable.id} as id from ${secretTable} where ${and(seesHistory(sight), asked)} limit ${MOST + 1}`,
  );
  return rows.length > MOST ? null : rows.map(({ id }) => id);
}

/**
 * For queries that left-join the secret: events on the secrets that are asked for and in sight. It
 * narrows; whether an event may be seen is for `seesEvent` to say, beside it.
 */
export async function bySubject(db: Queryable, sight: Sight, filter: EventFilter): Promise<SQL | undefined> {
  const asked = matches(filter);
  if (!asked && seesAll(sight)) return undefined;
  const secretless = isSecretless(sight, filter);
  const ids = await findSecrets(db, sight, asked);
  if (!ids) return asked && sql`(${or(asked, secretless)})`;
  return sql`(${or(isOneOf(eventTable.secretId, ids), secretless)})`;
}

/** For sums by secret, of those that are asked for and in sight; undefined: of all that there are. */
export async function whichSecret(
  db: Queryable,
  sight: Sight,
  filter: EventFilter,
  column: SQL,
): Promise<SQL | undefined> {
  const asked = matches(filter);
  if (!asked && seesAll(sight)) return undefined;
  const ids = await findSecrets(db, sight, asked);
  if (ids) return isOneOf(column, ids);
  return sql`${column} in (select ${secretTable.id} from ${secretTable} where ${and(seesHistory(sight), asked)})`;
}
