import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { BLANKS } from '@/lib/domain/annotation';
import { itemView } from '@/lib/store/schema/secret';

/**
 * `owner` holds the first that is there, blank or not: where that says nothing, the tag after it counts, as in
 * `findTagOwner`. Null where none says anything.
 */
export function saidOwner(owner: SQL, tags: SQL): SQL<string | null> {
  const says = (text: SQL): SQL => sql`btrim(${text}, ${BLANKS}::text) <> ''`;
  const team = sql`${tags} ->> 'team'`;
  return sql`(case when ${says(owner)} then ${owner} when ${says(team)} then ${team} end)`;
}

/** Who looks after an item: the one that is kept here, else the one that a tag says. */
export const ownerOf = saidOwner(sql`${itemView.ownerOrBlank}`, sql`${itemView.tags}`);
