import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { CountedEvent } from '@/lib/domain/access/fold-reads';
import type { Queryable } from '@/lib/store/connect';
import { LISTING_LAG } from '@/lib/store/inventory/value-bounds';

/** CloudTrail keeps whole seconds, so that what was asked in the second of the event may be older than it. */
const SECOND = 1000;
const toInterval = (milliseconds: number): SQL => sql`make_interval(secs => ${milliseconds / 1000}::float8)`;

/** Whether a listing noted it, not an event: what a listing notes bears the very moment at which that began. */
export const isOfListing = (scopeId: SQL, at: SQL): SQL =>
  sql`exists (select from keyledger.listing l where l.scope_id = ${scopeId} and l.started_at = ${at})`;

/** Whether a listing that began then cannot have missed what happened at that time. */
export const isSeenByListing = (at: SQL, startedAt: SQL): SQL =>
  sql`${startedAt} >= ${at} + ${toInterval(LISTING_LAG + SECOND)}`;

/** Whether a secret has replicas, or had some as far as is known: how they are, no listing tells. */
export const isReplicated = (secret: SQL): SQL =>
  sql`(${secret}.primary_region = ${secret}.region or ${secret}.replicas <> '[]'::jsonb)`;

/**
 * Whether a describe of `ref`, or a complete listing of its scope, has seen what happened at that time. What a listing
 * noted is just what listings do not tell, and what happened to a secret with replicas may have happened to these.
 */
export const isObservedSince = (scopeId: SQL, ref: SQL, at: SQL): SQL => sql`(
  exists (select from keyledger.secret s where s.arn = ${ref} and s.described_at >= ${at} + ${toInterval(SECOND)})
  or (not ${isOfListing(scopeId, at)}
    and not exists (select from keyledger.secret s where s.arn = ${ref} and ${isReplicated(sql`s`)})
    and exists (select from keyledger.listing l where l.scope_id = ${scopeId} and l.finished_at is not null
      and ${isSeenByListing(at, sql`l.started_at`)})))`;

/** Rows of (scope_id, ref, at) become notes; the scopes that have a new one, or a newer. */
async function insert(tx: Queryable, refs: SQL, now: Date): Promise<string[]> {
  const { rows } = await tx.execute<{ scopeId: string }>(sql`
    insert into keyledger.changed_secret as c (scope_id, ref, at, next_at)
    select r.scope_id, r.ref, max(r.at), ${now.toISOString()}::timestamptz from (${refs}) r
    join keyledger.scope sc on sc.id = r.scope_id and sc.configured
    where not ${isObservedSince(sql`r.scope_id`, sql`r.ref`, sql`r.at`)}
    group by r.scope_id, r.ref order by r.scope_id, r.ref
    on conflict (scope_id, ref) do update set at = excluded.at, next_at = least(c.next_at, excluded.next_at)
      where c.at < excluded.at or ${isOfListing(sql`c.scope_id`, sql`c.at`)}
    returning c.scope_id as "scopeId"`);
  return [...new Set(rows.map(({ scopeId }) => scopeId))];
}

/**
 * Notes what events named, in the transaction that keeps them. What changes a primary changes its replicas, and
 * what a replica leaves its primary tells; a name that is not known yet is noted as it was given.
 */
export async function noteChangedBy(
  tx: Queryable,
  events: readonly Pick<CountedEvent, 'at' | 'eventId'>[],
  now: Date,
): Promise<string[]> {
  if (events.length === 0) return [];
  const keys = JSON.stringify(events.map(({ at, eventId }) => ({ at, eventId })));
  const refs = sql`
    with named as (
      select e.secret_id, e.ref_arn, e.ref_value, e.ref_account_id, e.ref_region, e.at
      from jsonb_to_recordset(${keys}::jsonb) as f (at timestamptz, "eventId" text)
      join keyledger.event e on e.at = f.at and e.event_id = f."eventId" where e.ref_kind is not null
    )
    select o.scope_id, o.arn as ref, n.at from named n join keyledger.secret o on o.id = n.secret_id
    union all select p.scope_id, p.arn, n.at from named n join keyledger.secret o on o.id = n.secret_id
      join keyledger.secret p on p.arn = o.primary_arn where p.removed_at is null
    union all select r.scope_id, r.arn, n.at from named n join keyledger.secret o on o.id = n.secret_id
      join keyledger.secret r on r.primary_arn = o.arn where r.removed_at is null
    union all select sc.id, coalesce(n.ref_arn, n.ref_value), n.at from named n
      join keyledger.scope sc on sc.account_id = n.ref_account_id and sc.region = n.ref_region where n.secret_id is null`;
  return insert(tx, refs, now);
}

/** Notes secrets by their ARNs, whether they are known or not. */
export async function noteChangedArns(tx: Queryable, arns: readonly string[], at: Date, now: Date): Promise<string[]> {
  if (arns.length === 0) return [];
  const refs = sql`select split_part(a.arn, ':', 5) || ':' || split_part(a.arn, ':', 4) as scope_id, a.arn as ref,
    ${at.toISOString()}::timestamptz as at from jsonb_array_elements_text(${JSON.stringify(arns)}::jsonb) a (arn)`;
  return insert(tx, refs, now);
}
