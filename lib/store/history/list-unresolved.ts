import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

/** The newest events that are looked through. */
const NEWEST = 5000;

/** What successful calls of a scope named while nobody knew such a secret, as they named it; in an order by chance. */
export async function listUnresolved(db: Queryable, scopeId: string, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ ref: string }>(sql`
    select ref from (
      select distinct newest.ref_value as ref from (
        select e.ref_value from keyledger.event e join keyledger.scope sc on sc.id = ${scopeId}
        where e.secret_id is null and e.ref_kind is not null and e.ref_account_id = sc.account_id
          and e.ref_region = sc.region and e.outcome = 'success' and e.action_class <> 'delete'
        order by e.at desc, e.event_id desc limit ${NEWEST}
      ) newest
    ) named order by random() limit ${limit}`);
  return rows.map(({ ref }) => ref);
}
