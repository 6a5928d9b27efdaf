import 'server-only';
import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { ReviewSubject } from '@/lib/domain/ports/review-store';
import { groupOf, seesHistory } from '@/lib/store/history/sight-of-event';
import { itemView, secretTable } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

/** The ids of all that it is of and that is in sight, each replica by itself, since reads are told so. */
export function secretsOf(sight: Sight, { secretId, service, environment }: ReviewSubject): SQL {
  const { id, primaryArn, removedAt } = secretTable;
  if (secretId !== null)
    return sql`select ${id} as id from ${secretTable} where ${id} in ${groupOf(secretId)} and ${removedAt} is null and ${seesHistory(sight)}`;
  // What a list of secrets shows under these two, so that its replicas come with it wherever a rule puts them.
  const isOfIt = and(
    service === null ? undefined : eq(itemView.service, service),
    environment === null ? undefined : eq(itemView.environment, environment),
    toPredicate(sight.inventory, itemView),
    toPredicate(sight.history, itemView),
  );
  return sql`
    with listed as (select ${itemView.id} as id, ${itemView.arn} as arn from ${itemView} where ${isOfIt})
    select id from listed
    union
    select ${id} from ${secretTable} join listed on listed.arn = ${primaryArn} where ${removedAt} is null and ${seesHistory(sight)}`;
}

/** Of a secret itself where a review is of one; of anything that it covers, otherwise. For queries over `r`. */
export const seesReview = (sight: Sight): SQL => sql`
  case when r.secret_id is not null
    then exists (select from ${secretTable} where ${secretTable.id} = r.secret_id and ${seesHistory(sight)})
    else exists (select from keyledger.review_secret c join ${secretTable} on ${secretTable.id} = c.secret_id
      where c.review_id = r.id and ${seesHistory(sight)}) end`;
