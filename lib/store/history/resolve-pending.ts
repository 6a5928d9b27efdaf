import 'server-only';
import { eq, sql, type SQL } from 'drizzle-orm';
import type { CountedEvent } from '@/lib/domain/access/fold-reads';
import type { ActionClass } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { scopeTable } from '@/lib/store/schema/scope';
import { tightenValueBounds } from '@/lib/store/inventory/tighten-value-bounds';
import { applyDeletionEnds } from './deletion-end';
import { dayOf } from '@/lib/domain/day';
import { awaitReferences, shareRollUps } from './reference-lock';
import { observeResolved } from './observe-resolved';
import { addToRollUp, redoRollUp } from './roll-up';
import { recheckRotation } from './touch-secrets';
import { resolveGroups } from '@/lib/store/athena/resolve-groups';
import { resolveDays } from '@/lib/store/retention/resolve-days';
import { refreshUsageOf } from './usage';

const BATCH = 2000;

interface Row extends Record<string, unknown> {
  at: string;
  eventId: string;
  was: string | null;
  secretId: string | null;
}

const SECRET = sql`keyledger.secret_at(e.ref_arn, e.ref_account_id, e.ref_region, e.ref_name, e.at)`;

const isBeyond = (last: Row | undefined): SQL =>
  last ? sql`(e.at, e.event_id) > (${last.at}::timestamptz, ${last.eventId})` : sql`true`;

/** Events that name something in this scope and belong to no secret yet. */
const unresolved = (accountId: string, region: string, last: Row | undefined): SQL => sql`
  select e.at, e.event_id as "eventId", e.secret_id as was, ${SECRET} as "secretId" from keyledger.event e
  where e.secret_id is null and e.ref_kind is not null and e.ref_account_id = ${accountId} and e.ref_region = ${region}
    and ${isBeyond(last)} order by e.at, e.event_id limit ${BATCH}`;

/**
 * Events given to the older of two secrets of one name before the younger was known: by the name, or by a part of the ARN, which
 * is taken for a whole one where the name ends like a suffix. What names the older one's ARN is its own.
 */
const mistaken = (accountId: string, region: string, last: Row | undefined): SQL => sql`
  select distinct e.at, e.event_id as "eventId", e.secret_id as was, ${SECRET} as "secretId"
  from keyledger.secret young join keyledger.secret old on old.account_id = young.account_id and old.region = young.region
    and old.name = young.name and old.created_at < young.created_at
  join keyledger.event e on e.secret_id = old.id and (e.ref_kind <> 'arn' or e.ref_arn <> old.arn) and e.at >= young.created_at - interval '2 seconds'
  where young.account_id = ${accountId} and young.region = ${region} and ${SECRET} <> e.secret_id
    and ${isBeyond(last)} order by e.at, "eventId" limit ${BATCH}`;

/** What the update gives of each. */
type Changed = Row & Omit<CountedEvent, 'at'>;

const secretsOf = (events: readonly CountedEvent[], asked: ActionClass): string[] => [
  ...new Set(events.flatMap(({ secretId, actionClass }) => (actionClass === asked ? (secretId ?? []) : []))),
];

async function apply(tx: Queryable, rows: readonly Row[], now: Date): Promise<number> {
  const found = rows.filter(({ secretId }) => secretId !== null);
  if (found.length === 0) return 0;
  // A second worker at the same rows changes none of them: each counts once.
  const { rows: changed } = await tx.execute<Changed>(sql`
    update keyledger.event e set secret_id = f."secretId"
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (at timestamptz, "eventId" text, was text, "secretId" text)
    where e.at = f.at and e.event_id = f."eventId" and e.secret_id is not distinct from f.was
    returning e.at, e.event_id as "eventId", f.was, e.secret_id as "secretId", e.scope_id as "scopeId",
      e.principal_id as "principalId", e.actor_kind as "actorKind", e.action_class as "actionClass", e.outcome,
      e.shared_event_id as "sharedEventId"`);
  const events = changed.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
  await addToRollUp(
    tx,
    events.filter(({ was }) => was === null),
  );
  const moved = events.filter(({ was }) => was !== null);
  const touched = (rowsOf: typeof events) =>
    rowsOf.flatMap(({ was, secretId }) => [was, secretId]).filter((id) => id !== null);
  await redoRollUp(
    tx,
    moved.flatMap((event) => touched([event]).map((secretId) => ({ secretId, day: dayOf(event.at) }))),
  );
  const changedIds = [...new Set(touched(events))];
  await refreshUsageOf(tx, changedIds, now);
  await recheckRotation(tx, secretsOf(events, 'rotation'), now);
  await observeResolved(
    tx,
    events.filter(({ actionClass }) => actionClass === 'rotation'),
    now,
  );
  await applyDeletionEnds(tx, secretsOf(events, 'delete'));
  await tightenValueBounds(tx, secretsOf(events, 'change'));
  return events.length;
}

async function drain(db: Queryable, toQuery: (last: Row | undefined) => SQL, now: Date): Promise<number> {
  let resolved = 0;
  let last: Row | undefined;
  do {
    const page = await db.transaction(async (tx) => {
      await shareRollUps(tx);
      const { rows } = await tx.execute<Row>(toQuery(last));
      resolved += await apply(tx, rows, now);
      return rows;
    });
    last = page.length < BATCH ? undefined : page.at(-1);
  } while (last);
  return resolved;
}

/** Gives events to secrets that have become known since, also those that are being written meanwhile; says how many. */
export async function resolvePending(db: Queryable, scopeId: string, now: Date): Promise<number> {
  const [scope] = await db.select().from(scopeTable).where(eq(scopeTable.id, scopeId));
  if (!scope) return 0;
  const { accountId, region } = scope;
  await awaitReferences(db, `${accountId}:${region}`);
  const found = await drain(db, (last) => unresolved(accountId, region, last), now);
  const moved = await drain(db, (last) => mistaken(accountId, region, last), now);
  await resolveGroups(db, accountId, region, now);
  await resolveDays(db, accountId, region, now);
  return found + moved;
}
