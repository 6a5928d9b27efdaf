import 'server-only';
import { sql } from 'drizzle-orm';
import { DELAY_MS } from '@/lib/domain/adoption/adoption-facts';
import type { FollowedScope } from '@/lib/domain/inventory/plan-listing';
import type { Queryable } from '@/lib/store/connect';
import { LISTING_LAG } from '@/lib/store/inventory/value-bounds';
import { isOfListing } from './note-changed';

/** What an event named waits for its describe; what a listing noted changes nothing that it told itself. */
export const IS_NAMED = sql`not ${isOfListing(sql`c.scope_id`, sql`c.at`)}`;

/** The last range of a scope's history that was followed without a gap; files that somebody brought follow nothing. */
export const LAST_READ = sql`(select tstzrange(c.from_at, c.to_at, '[]') from keyledger.coverage c
  where c.scope_id = sc.id and c.source = 'lookup-events' order by c.from_at desc limit 1)`;

const LAST_LISTED = sql`(select max(l.started_at) from keyledger.listing l
  where l.scope_id = sc.id and l.finished_at is not null)`;

const LAG = sql`make_interval(secs => ${LISTING_LAG / 1000}::float8)`;

/** So much of what was read last may have gaps that are only being read: newest come first. */
const CATCHES_UP = sql`interval '15 minutes'`;

/** Whether all is read from the last complete listing on, but for the last minutes: what happened in a gap, nobody was told. */
export const IS_UNBROKEN = sql`coalesce(upper(${LAST_READ}) - ${CATCHES_UP} <= ${LAST_LISTED} - ${LAG}
  or (select range_agg(tstzrange(c.from_at, c.to_at, '[]')) from keyledger.coverage c
    where c.scope_id = sc.id and c.source = 'lookup-events') @> tstzrange(${LAST_LISTED} - ${LAG},
      greatest(upper(${LAST_READ}) - ${CATCHES_UP}, ${LAST_LISTED} - ${LAG}), '[]'), false)`;

/** Whether the last listing could not be proven to have named everything. */
export const IS_DOUBTED = sql`coalesce((select l.doubted is not null from keyledger.listing l
  where l.scope_id = sc.id order by l.started_at desc, l.id desc limit 1), false)`;

const NOTHING = { state: null, readTo: null, refused: 0, listed: false, unbroken: false, doubted: false };

export async function findFollowed(db: Queryable, scopeId: string): Promise<FollowedScope> {
  const { rows } = await db.execute<{
    state: FollowedScope['state'] | null;
    readTo: string | null;
    refused: number;
    listed: boolean;
    unbroken: boolean;
    doubted: boolean;
  }>(sql`
    select h.state, upper(${LAST_READ}) as "readTo", ${IS_UNBROKEN} as unbroken, ${IS_DOUBTED} as doubted,
      (select count(*)::int from keyledger.changed_secret c where c.scope_id = sc.id
        and c.problem <> 'not_found' and ${IS_NAMED}) as refused,
      ${LAST_LISTED} is not null as listed
    from keyledger.scope sc
    left join keyledger.scope_health h on h.scope_id = sc.id and h.kind = 'history' where sc.id = ${scopeId}`);
  const { state, readTo, ...known } = rows[0] ?? NOTHING;
  return { ...known, state: state ?? 'waiting', readTo: readTo === null ? null : new Date(readTo) };
}

/** Up to when nothing is to come any more of what was read last: CloudTrail tells minutes later. */
const TOLD_TO = sql`upper(f.read) - make_interval(secs => ${DELAY_MS / 1000}::float8)`;

/**
 * A scope that fails is as old as its last listing: what it cannot tell is not made up for by events. Nor is one that is
 * followed younger than what events can have told.
 */
export async function noteFollowed(db: Queryable, scopeId: string): Promise<void> {
  await db.execute(sql`
    update keyledger.scope_health h set as_of = ${TOLD_TO}
    from (
      select sc.id, ${LAST_READ} as read, ${LAST_LISTED} as listed_at
      from keyledger.scope sc where sc.id = ${scopeId}
    ) f
    where h.scope_id = f.id and h.kind = 'inventory' and h.state = 'fresh' and h.as_of < ${TOLD_TO}
      and f.read @> f.listed_at - ${LAG}
      and not exists (select from keyledger.changed_secret c where c.scope_id = f.id and ${IS_NAMED})`);
}
