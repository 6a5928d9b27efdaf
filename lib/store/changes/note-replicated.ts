import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { isOfListing, isReplicated, isSeenByListing } from './note-changed';

/** So many are due at once, and the next ones so much later: events that name others do not wait behind thousands. */
const [AT_ONCE, STEP_SECONDS] = [200, 20];

/**
 * Notes the primaries of replications in the scope of a listing that has ended, so that each is described once: no
 * listing tells how its replicas are, and no event says when one has come to be in sync or has failed. Where listings are
 * frequent, an hour passes between two describes, unless a replica was still under way. One that waits goes on waiting,
 * as this listing's: an event that this listing saw is settled by it, and what an earlier one noted is a listing's as long as
 * that is kept.
 */
export async function noteReplicated(tx: Queryable, listingId: string, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into keyledger.changed_secret as c (scope_id, ref, at, next_at)
    select r.scope_id, r.arn, r.started_at,
      ${now.toISOString()}::timestamptz + make_interval(secs => (r.place - 1) / ${AT_ONCE}::bigint * ${STEP_SECONDS}::float8)
    from (
      select s.scope_id, s.arn, l.started_at, row_number() over (order by s.arn) as place
      from keyledger.listing l join keyledger.secret s on s.scope_id = l.scope_id
      where l.id = ${listingId} and s.removed_at is null and ${isReplicated(sql`s`)}
        and (s.described_at is null or s.described_at < l.started_at - interval '1 hour'
          or s.replicas @> '[{"status": "InProgress"}]')
    ) r
    order by r.arn on conflict (scope_id, ref) do update set at = excluded.at
      where c.at < excluded.at and (${isOfListing(sql`c.scope_id`, sql`c.at`)} or ${isSeenByListing(sql`c.at`, sql`excluded.at`)})`);
}
