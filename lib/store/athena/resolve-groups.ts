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

/** Groups that belong to another secret than they are given to, as far as is known now: to none, or to the older of two of one name. */
const astray = (accountId: string, region: string): SQL => sql`
  g.ref_account_id = ${accountId} and g.ref_region = ${region}
  and (g.secret_id is null or g.ref_name in (select s.name from keyledger.secret s
    where s.account_id = ${accountId} and s.region = ${region} group by s.name having count(*) > 1))
  and ${SECRET} is not null and ${SECRET} is distinct from g.secret_id`;

/**
 * Gives groups to secrets that have become known since, also those that went to the older of two secrets of one name before
 * the younger was known. Where there are none the lock that all writers of events share is not taken.
 */
export async function resolveGroups(db: Queryable, accountId: string, region: string, now: Date): Promise<void> {
  const isAstray = astray(accountId, region);
  const { rows: some } = await db.execute(sql`select 1 from keyledger.roll_up_group g where ${isAstray} limit 1`);
  if (some.length === 0) return;
  await db.transaction(async (tx) => {
    await holdRollUps(tx);
    const { rows } = await tx.execute<Given>(sql`
      with found as (
        select g.ctid as place, g.secret_id as was, ${SECRET} as secret_id from keyledger.roll_up_group g where ${isAstray}
      )
      update keyledger.roll_up_group g set secret_id = f.secret_id from found f where g.ctid = f.place
      returning to_char(g.day, 'YYYY-MM-DD') as day, f.was, g.secret_id as "secretId"`);
    const moved = rows.flatMap(({ day, was, secretId }): SecretDay[] =>
      was === null ? [] : [was, secretId].map((id) => ({ secretId: id, day })),
    );
    const found = rows.flatMap(({ day, was, secretId }): SecretDay[] => (was === null ? [{ secretId, day }] : []));
    await workOut(tx, found, now);
    // Who is first known to have read the one may have read the other alone.
    await workOutAgain(tx, moved, now);
  });
}
