import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { holdRollUps } from '@/lib/store/history/reference-lock';
import { workOut } from './apply-days';

interface Moved extends Record<string, unknown> {
  day: string;
  was: string | null;
  secretId: string;
}

/**
 * Gives groups to secrets that have become known since, also those that went to the older of two secrets of one name before
 * the younger was known.
 */
export async function resolveGroups(db: Queryable, accountId: string, region: string, now: Date): Promise<void> {
  const unclear = sql`g.ref_account_id = ${accountId} and g.ref_region = ${region}
    and (g.secret_id is null or g.ref_name in (select s.name from keyledger.secret s
      where s.account_id = ${accountId} and s.region = ${region} group by s.name having count(*) > 1))`;
  const { rows: some } = await db.execute(sql`select 1 from keyledger.roll_up_group g where ${unclear} limit 1`);
  if (some.length === 0) return;
  await db.transaction(async (tx) => {
    await holdRollUps(tx);
    const { rows } = await tx.execute<Moved>(sql`
      with found as (
        select g.ctid as place, g.secret_id as was,
          keyledger.secret_at(g.ref_arn, g.ref_account_id, g.ref_region, g.ref_name, g.first_at) as secret_id
        from keyledger.roll_up_group g where ${unclear}
      )
      update keyledger.roll_up_group g set secret_id = f.secret_id from found f
      where g.ctid = f.place and f.secret_id is not null and f.secret_id is distinct from f.was
      returning to_char(g.day, 'YYYY-MM-DD') as day, f.was, g.secret_id as "secretId"`);
    const days = rows.flatMap(({ day, was, secretId }) =>
      [was, secretId].flatMap((id) => (id === null ? [] : [{ secretId: id, day }])),
    );
    if (days.length > 0) await workOut(tx, days, now);
  });
}
