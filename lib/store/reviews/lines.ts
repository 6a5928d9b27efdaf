import 'server-only';
import { sql } from 'drizzle-orm';
import type { ReadSecret } from '@/lib/domain/ports/access-queries';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { ReviewLine, ReviewStore } from '@/lib/domain/ports/review-store';
import type { Queryable } from '@/lib/store/connect';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { ALWAYS } from '@/lib/store/visibility/to-predicate';
import { toMark, type MarkRow } from './readers';
import { seesReview } from './subject';

interface Row extends MarkRow {
  secret: ReadSecret & { arn: string };
}

/** One reader of one secret each, in an order that stays. */
export async function listLines(
  db: Queryable,
  sight: Sight,
  ...[id, after, limit]: Parameters<ReviewStore['lines']> extends [Sight, ...infer Rest] ? Rest : never
): Promise<ReviewLine[]> {
  const behind = after
    ? sql`(d.principal_id, d.actor_kind, d.secret_id) > (${after.principalId}, ${after.actorKind}, ${after.secretId})`
    : ALWAYS;
  const { rows } = await db.execute<Row>(sql`
    select p.type, p.account_id, p.label, m.*, to_char(d.first_day, 'YYYY-MM-DD') as first_on, d.last_at, d.reads,
      not exists (select from keyledger.review_read a join ${secretTable} on ${secretTable.id} = a.secret_id
        where a.review_id = d.review_id and a.principal_id = d.principal_id and a.actor_kind = d.actor_kind
          and not ${seesHistory(sight)}) as whole,
      jsonb_build_object('id', ${secretTable.id}, 'name', ${secretTable.name}, 'environment', ${secretTable.environment},
        'arn', ${secretTable.arn}) as secret
    from keyledger.review_read d join keyledger.review r on r.id = d.review_id
    join keyledger.review_reader m using (review_id, principal_id, actor_kind)
    join keyledger.principal p on p.id = d.principal_id join ${secretTable} on ${secretTable.id} = d.secret_id
    where d.review_id = ${id} and ${behind} and ${seesHistory(sight)} and ${seesReview(sight)}
    order by d.principal_id, d.actor_kind, d.secret_id limit ${limit}`);
  return rows.map((row) => ({ ...toMark(row), secret: row.secret }));
}
