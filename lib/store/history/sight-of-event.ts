import 'server-only';
import { and, sql, type SQL } from 'drizzle-orm';
import { seesEverything } from '@/lib/domain/grant';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { secretTable } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

/** History of a secret is for those who may see both the secret and its history. */
export const seesHistory = (sight: Sight): SQL =>
  sql`(${and(toPredicate(sight.inventory, secretTable), toPredicate(sight.history, secretTable))})`;

/**
 * For queries that left-join the secret: what is about no known secret is only for those who see
 * everything. It may name one that was not listed yet, or no more, and that a denial would keep from them.
 */
export const seesEvent = (sight: Sight): SQL =>
  seesEverything(sight.inventory) && seesEverything(sight.history)
    ? sql`(${secretTable.id} is null or ${seesHistory(sight)})`
    : sql`(${secretTable.id} is not null and ${seesHistory(sight)})`;

/** The secret and its replicas: one secret to people, one row for each region here. */
export const groupOf = (secretId: string | SQL): SQL =>
  sql`(select m.id from keyledger.secret m where m.id = ${secretId}
    union select r.id from keyledger.secret r join keyledger.secret p on p.arn = r.primary_arn where p.id = ${secretId})`;

/** For a lateral join: the primary that a secret and its replicas are named by, whether it has a part in what is told or not; none where it is not in sight. */
export const primaryOf = (groupArn: SQL, sight: Sight): SQL => sql`
  (select ${secretTable.id} as id, ${secretTable.name} as name, ${secretTable.environment} as environment,
    ${secretTable.accountId} as account_id, ${secretTable.region} as region
  from ${secretTable} where ${secretTable.arn} = ${groupArn} and ${seesHistory(sight)})`;
