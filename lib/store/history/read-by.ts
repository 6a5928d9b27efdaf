import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { ReadBy } from '@/lib/domain/ports/read-by';
import type { Queryable } from '@/lib/store/connect';
import { LISTED_AS, WITH_PRIMARY } from './listed-as';

/** Ids of what a principal read, as the inventory lists it: a replica by its primary, where that is listed; whether one may know of it is for the query around it to say. */
export const idsReadBy = ({ principal, since }: ReadBy): SQL => sql`
  select distinct ${LISTED_AS} as id from keyledger.read_day d
  join keyledger.secret m on m.id = d.secret_id
  ${WITH_PRIMARY}
  where d.principal_id = (select w.id from keyledger.principal w where w.key = ${principal}) and d.reads > 0
    ${since === undefined ? sql`` : sql`and d.day >= ${since}::date`}`;

export async function findReadBy(db: Queryable, readBy: ReadBy): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`${idsReadBy(readBy)} order by 1`);
  return rows.map(({ id }) => id);
}
