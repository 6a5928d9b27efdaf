import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

/**
 * Secrets whose versions were never looked at, or not since they changed: first those whose value's age is not
 * known, the longest unknown first; one without a value has no age to be found. A replica's are its primary's; one
 * pending deletion shows none.
 */
export async function listVersionsDue(
  db: Queryable,
  scopeId: string,
  now: Date,
  limit: number,
): Promise<{ id: string; arn: string }[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ id: string; arn: string }>(sql`
    select s.id, s.arn from keyledger.secret s
    left join keyledger.version_refusal r on r.secret_id = s.id
    where s.scope_id = ${scopeId} and s.removed_at is null and s.deleted_at is null
      and (s.primary_arn is null or not exists
        (select from keyledger.secret p where p.arn = s.primary_arn and p.removed_at is null))
      and (s.versions_at is null or (s.versions_at < s.last_changed_at and s.versions_at < ${at} - interval '1 hour'))
      and (r.next_at is null or r.next_at <= ${at})
    order by coalesce(s.value_not_after - s.value_not_before < interval '1 minute', s.version_stages = '{}', false),
      s.versions_at nulls first,
      s.value_not_before nulls first, s.id
    limit ${limit}`);
  return rows.map(({ id, arn }) => ({ id, arn }));
}

export async function putOffVersions(db: Queryable, id: string, until: Date): Promise<void> {
  await db.execute(sql`
    insert into keyledger.version_refusal (secret_id, next_at) values (${id}, ${until.toISOString()}::timestamptz)
    on conflict (secret_id) do update set next_at = excluded.next_at`);
}
