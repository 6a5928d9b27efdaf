import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import type { SecretDay } from '@/lib/store/history/roll-up';
import { workOut, workOutAgain } from './secret-days';

interface Given extends Record<string, unknown> {
  day: string;
  was: string | null;
  secretId: string;
}

const SECRET = sql`keyledger.secret_at(g.ref_arn, g.ref_account_id, g.ref_region, g.ref_name, g.first_at)`;

/**
 * Groups that belong to another secret than they are given to, as far as is known now: to none, or to the older of two of one
 * name. By index: those of secrets that were deleted long ago stay without one, and may be a hundred thousand.
 */
export const astray = (groups: SQL, accountId: string, region: string): SQL => {
  const isHere = sql`g.ref_account_id = ${accountId} and g.ref_region = ${region}`;
  const secrets = sql`keyledger.secret s where s.account_id = ${accountId} and s.region = ${region}`;
  return sql`
    select g.ctid as place, g.secret_id as was, ${SECRET} as found from ${groups} g
    where ${isHere} and g.secret_id is null
      and (g.ref_arn in (select s.arn from ${secrets}) or g.ref_name in (select s.name from ${secrets}))
      and ${SECRET} is not null
    union all
    select g.ctid, g.secret_id, ${SECRET}
    from (select s.name from ${secrets} group by s.name having count(*) > 1) twice
    join ${groups} g on ${isHere} and g.ref_name = twice.name
    where g.secret_id is not null and ${SECRET} <> g.secret_id`;
};

/**
 * Gives groups to secrets that have become known since, also those that went to the older of two secrets of one name before
 * the younger was known. Where there are none the lock that all writers of events share is not taken.
 */
export async function resolveGroups(db: Queryable, accountId: string, region: string, now: Date): Promise<void> {
  const found = astray(sql`keyledger.roll_up_group`, accountId, region);
  const { rows: some } = await db.execute(sql`select 1 from (${found}) f limit 1`);
  if (some.length === 0) return;
  await db.transaction(async (tx) => {
    await holdRollUps(tx);
    const { rows } = await tx.execute<Given>(sql`
      with f as (${found})
      update keyledger.roll_up_group g set secret_id = f.found from f where g.ctid = f.place
      returning to_char(g.day, 'YYYY-MM-DD') as day, f.was, g.secret_id as "secretId"`);
    const moved = rows.flatMap(({ day, was, secretId }): SecretDay[] =>
      was === null ? [] : [was, secretId].map((id) => ({ secretId: id, day })),
    );
    const given = rows.flatMap(({ day, was, secretId }): SecretDay[] => (was === null ? [{ secretId, day }] : []));
    await workOut(tx, given, now);
    // Who is first known to have read the one may have read the other alone.
    await workOutAgain(tx, moved, now);
  });
}
