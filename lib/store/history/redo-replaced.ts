import 'server-only';
import { sql } from 'drizzle-orm';
import { foldReads, type CountedEvent } from '@/lib/domain/access/fold-reads';
import type { Queryable } from '@/lib/store/connect';
import { forgetHabits } from '@/lib/store/unusual/note-due';
import { addFirstOf, firstOfDays, firstOfGroups, firstReads, redoDays, toWanted, type SecretDay } from './roll-up';

interface Removed {
  at: string;
  secretId: string | null;
  principalId: string;
}

interface Pair extends Record<string, unknown> {
  secretId: string;
  principalId: string;
  at: string;
}

/** Of readers whose first read is gone: the first of those that are left, which was not before it. */
async function findFirst(tx: Queryable, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb)
    as p ("secretId" text, "principalId" text, at timestamptz)`;
  await tx.execute(
    firstReads(sql`(select n.* from ${wanted} cross join lateral (select * from keyledger.event e
      where e.secret_id = p."secretId" and e.at >= p.at and e.principal_id = p."principalId"
        and e.action_class = 'read' and e.outcome = 'success'
      order by e.at limit 1) n) e`),
  );
  await tx.execute(firstOfDays(sql`join ${wanted} on g.secret_id = p."secretId" and g.principal_id = p."principalId"`));
  await tx.execute(
    firstOfGroups(sql`join ${wanted} on g.secret_id = p."secretId" and g.principal_id = p."principalId"`),
  );
}

/**
 * Works out again what events counted for that others stand in the place of now. A reader's first read is looked for only
 * where it was among those: of a secret that is read all day there are years of others.
 */
export async function redoReplaced(
  tx: Queryable,
  days: readonly SecretDay[],
  { removed, inserted }: { removed: readonly Removed[]; inserted: readonly CountedEvent[] },
): Promise<void> {
  if (days.length === 0) return;
  await redoDays(tx, days);
  await forgetHabits(tx, toWanted(days));
  const rows = removed.map(({ at, secretId, principalId }) => ({ at, secretId, principalId }));
  const gone = await tx.execute<Pair>(sql`
    delete from keyledger.first_read f
    using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (at timestamptz, "secretId" text, "principalId" text)
    where f.secret_id = r."secretId" and f.principal_id = r."principalId" and f.at = r.at
    returning f.secret_id as "secretId", f.principal_id as "principalId", f.at`);
  await findFirst(tx, gone.rows);
  const first = foldReads(inserted);
  if (first.length > 0) await tx.execute(addFirstOf(first));
}
