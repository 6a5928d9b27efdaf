import 'server-only';
import { and, gte, lte, or, sql, type SQL } from 'drizzle-orm';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable } from '@/lib/store/schema/event';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { byActor } from './find-actors';
import { bySubject } from './find-subjects';
import { escapeLike } from './literal-text';
import { groupOf, seesEvent } from './sight-of-event';

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL | undefined =>
  values?.length ? isOneOf(column, values) : undefined;

const isFrom = (address: string): SQL =>
  /[.:]$/.test(address)
    ? sql`${eventTable.sourceAddress} like ${`${escapeLike(address)}%`}`
    : sql`${eventTable.sourceAddress} = ${address}`;

function matchesAction({ action = [], eventName = [] }: EventFilter): SQL | undefined {
  const asked = or(oneOf(eventTable.actionClass, action), oneOf(eventTable.eventName, eventName));
  if (!asked) return undefined;
  // Says nothing new, and lets the planner use the index of everything beside the reads of single values.
  const beside = !action.includes('read') && !eventName.includes('GetSecretValue');
  return and(sql`(${asked})`, beside ? sql`${eventTable.eventName} <> 'GetSecretValue'` : undefined);
}

/** Our entry of an act carries the id that AWS gave to its request. */
export const OUTSIDE = sql`not exists (select 1 from keyledger.ledger l
  where l.detail ->> 'awsRequestId' = ${eventTable.requestId} and l.detail ->> 'awsRequestId' is not null)`;

/**
 * The one secret, with its replicas, and the one principal. Looked up before: a planner that does not see whom they are takes
 * them to have as many events as any other, and walks all the history from its end for the few of a quiet one.
 */
async function isOf(db: Queryable, { secretId, principalKey }: EventFilter): Promise<SQL | undefined> {
  const ask = async (ids: SQL) => (await db.execute<{ id: string }>(ids)).rows.map(({ id }) => id);
  const [secrets, principals] = await Promise.all([
    secretId === undefined ? null : ask(sql`select g.id from ${groupOf(secretId)} g`),
    principalKey === undefined ? null : ask(sql`select id from keyledger.principal where key = ${principalKey}`),
  ]);
  return and(
    secrets ? among(eventTable.secretId, secrets) : undefined,
    principals ? among(eventTable.principalId, principals) : undefined,
  );
}

/** Of one alone an index has all in the order of time. */
const among = (column: Parameters<typeof isOneOf>[0], ids: readonly string[]): SQL =>
  ids.length === 1 ? sql`${column} = ${ids[0]}` : isOneOf(column, ids);

/** What an event itself says. */
const matches = (filter: EventFilter): SQL | undefined =>
  and(
    filter.from && gte(eventTable.at, filter.from),
    filter.to && lte(eventTable.at, filter.to),
    oneOf(eventTable.actorKind, filter.actorKind),
    oneOf(eventTable.outcome, filter.outcome),
    matchesAction(filter),
    filter.requestId === undefined ? undefined : sql`${eventTable.requestId} = ${filter.requestId}`,
    filter.outsideLedger ? OUTSIDE : undefined,
    filter.address?.length ? sql`(${or(...filter.address.map(isFrom))})` : undefined,
  );

/** The condition of every query of events, visibility included; the query joins the principal and left-joins the secret. */
export async function toEventCondition(db: Queryable, sight: Sight, filter: EventFilter): Promise<SQL | undefined> {
  const [one, subject, actor] = await Promise.all([
    isOf(db, filter),
    filter.secretId === undefined ? bySubject(db, sight, filter) : undefined,
    filter.principal?.length ? byActor(db, filter.principal) : undefined,
  ]);
  return and(seesEvent(sight), one, matches(filter), subject, actor);
}
