import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { DayGroup } from '@/lib/domain/athena/to-day-groups';
import { addDays } from '@/lib/domain/day';
import type { AnsweredDays } from '@/lib/domain/ports/athena-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import type { Queryable } from '@/lib/store/connect';
import { addFirstReads, redoDays, type SecretDay } from '@/lib/store/history/roll-up';
import { announceReferences, holdRollUps } from '@/lib/store/history/reference-lock';
import { referredScopes, toReference } from '@/lib/store/history/to-event-record';
import { refreshUsageOf } from '@/lib/store/history/usage';
import { toStorable } from '@/lib/store/storable';
import { giveUp } from './give-up';

interface Range {
  scopeId: string;
  from: string;
  to: string;
}

/** Secrets that something is said of on these days, by the events that are stored or by groups. */
export async function findSecretDays(tx: Queryable, { scopeId, from, to }: Range): Promise<SecretDay[]> {
  const until = addDays(to, 1);
  const { rows } = await tx.execute<SecretDay & Record<string, unknown>>(sql`
    select distinct e.secret_id as "secretId", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD') as day from keyledger.event e
    where e.at >= ${`${from}T00:00:00Z`}::timestamptz and e.at < ${`${until}T00:00:00Z`}::timestamptz
      and e.scope_id = ${scopeId} and e.secret_id is not null and e.action_class = 'read'
    union
    select g.secret_id, to_char(g.day, 'YYYY-MM-DD') from keyledger.roll_up_group g
    where g.scope_id = ${scopeId} and g.day between ${from}::date and ${to}::date and g.secret_id is not null
      and g.action_class = 'read'`);
  return rows.map(({ secretId, day }) => ({ secretId, day }));
}

/** What such a change does to the figures: the days of the secrets, and what is said of the secrets. */
export async function workOut(tx: Queryable, days: readonly SecretDay[], at: Date): Promise<void> {
  const each = [...new Map(days.map((one) => [`${one.secretId} ${one.day}`, one])).values()];
  const secretIds = [...new Set(each.map(({ secretId }) => secretId))];
  await redoDays(tx, each);
  await addFirstReads(tx, secretIds);
  await refreshUsageOf(tx, secretIds, at);
}

const toRow = ({ day, event, events, lastAt }: DayGroup) => {
  const { refArn, refAccountId, refRegion, refName } = toReference(event);
  const { eventName, actionClass, outcome, principal, actorKind, sharedEventId, at } = event;
  return { day, eventName, actionClass, outcome, principal: principal.id, actorKind, refArn, refAccountId, refRegion, refName, sharedEventId, events, firstAt: at, lastAt }; // prettier-ignore
};

async function keepPrincipals(tx: Queryable, groups: readonly DayGroup[]): Promise<void> {
  const named = new Map(groups.map(({ event: { principal } }) => [principal.id, principal]));
  const rows = [...named.values()].map((principal) => ({ ...principal, key: toPrincipalKey(principal.id) }));
  await tx.execute(sql`
    insert into keyledger.principal (id, key, type, account_id, label)
    select id, key, type, "accountId", label
    from jsonb_to_recordset(${JSON.stringify(toStorable(rows))}::jsonb)
      as p (id text, key text, type text, "accountId" text, label text)
    order by id collate "C" on conflict (id) do nothing`);
}

/** Each with the secret that its reference meant at that time, where one is known. */
async function insertGroups(tx: Queryable, scopeId: string, groups: readonly DayGroup[]): Promise<void> {
  await tx.execute(sql`
    insert into keyledger.roll_up_group (scope_id, day, event_name, action_class, outcome, principal_id, actor_kind,
      ref_arn, ref_account_id, ref_region, ref_name, shared_event_id, events, first_at, last_at, secret_id)
    select ${scopeId}, day, "eventName", "actionClass", outcome, principal, "actorKind", "refArn", "refAccountId",
      "refRegion", "refName", "sharedEventId", events, "firstAt", "lastAt",
      keyledger.secret_at("refArn", "refAccountId", "refRegion", "refName", "firstAt")
    from jsonb_to_recordset(${JSON.stringify(toStorable(groups.map(toRow)))}::jsonb) as g (day date, "eventName" text,
      "actionClass" text, outcome text, principal text, "actorKind" text, "refArn" text, "refAccountId" text,
      "refRegion" text, "refName" text, "sharedEventId" text, events int, "firstAt" timestamptz, "lastAt" timestamptz)`);
}

const isIn = ({ scopeId, from, to }: Range): SQL =>
  sql`scope_id = ${scopeId} and day between ${from}::date and ${to}::date`;

/** See the port. */
export async function applyDays(db: Queryable, answer: AnsweredDays): Promise<void> {
  const { scopeId, from, to, groups, records, at } = answer;
  await db.transaction(async (tx) => {
    await announceReferences(tx, referredScopes(groups.map(({ event }) => event)));
    await holdRollUps(tx);
    const before = await findSecretDays(tx, answer);
    await tx.execute(sql`delete from keyledger.roll_up_group where ${isIn(answer)}`);
    await keepPrincipals(tx, groups);
    await insertGroups(tx, scopeId, groups);
    const counted = JSON.stringify(Object.fromEntries(records));
    await tx.execute(sql`
      insert into keyledger.roll_up_owner (scope_id, day, owner, asked_at, records)
      select ${scopeId}, d::date, 'athena', ${at.toISOString()}::timestamptz,
        coalesce((${counted}::jsonb ->> to_char(d, 'YYYY-MM-DD'))::bigint, 0)
      from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
      on conflict (scope_id, day) do update set owner = 'athena', asked_at = excluded.asked_at, records = excluded.records`);
    await giveUp(tx, scopeId);
    await workOut(tx, [...before, ...(await findSecretDays(tx, answer))], at);
  });
}
