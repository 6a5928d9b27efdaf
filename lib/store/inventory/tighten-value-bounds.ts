import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

/** What makes a version of a secret, with its ClientRequestToken as the version's id (model, PutSecretValue). */
export const VALUE_EVENTS: ReadonlySet<string> = new Set(['CreateSecret', 'PutSecretValue', 'UpdateSecret']);
/** CloudTrail tells the second of the request; the version is made a moment after. */
const LATER = sql`interval '2 seconds'`;

/**
 * Tells when AWSCURRENT was made by what is known without asking: the version's own date where it was looked at once
 * (an earlier one that came back); else the call that wrote it narrows the bounds. A call before what they allow is of a
 * version that was there already when it was taken for new: then only the secret's own age bounds it.
 */
export async function tightenValueBounds(tx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    update keyledger.secret s set value_not_before = n.not_before, value_not_after = n.not_after
    from (
      select c.id, coalesce(v.created_at, greatest(w.at,
          case when w.at + ${LATER} < c.value_not_before then c.created_at else c.value_not_before end)) as not_before,
        coalesce(v.created_at, least(c.value_not_after, w.at + ${LATER})) as not_after
      from (
        select o.id, o.created_at, o.value_not_before, o.value_not_after,
          (select g.key from jsonb_each(o.version_stages) g where g.value ? 'AWSCURRENT' limit 1) as current
        from keyledger.secret o
        where o.id in (select jsonb_array_elements_text(${JSON.stringify([...new Set(ids)])}::jsonb))
          and o.value_not_before is distinct from o.value_not_after
      ) c
      cross join lateral (
        select min(e.at) as at from keyledger.event e where e.secret_id = c.id and e.version_id = c.current
          and e.event_name in ('CreateSecret', 'PutSecretValue', 'UpdateSecret') and e.outcome = 'success'
      ) w
      left join keyledger.secret_version v on v.secret_id = c.id and v.version_id = c.current
      where v.created_at is not null or w.at is not null
    ) n
    where s.id = n.id and n.not_before <= n.not_after
      and (s.value_not_before, s.value_not_after) is distinct from (n.not_before, n.not_after)`);
}
