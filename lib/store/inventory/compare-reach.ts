import 'server-only';
import { asc, gt, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { PROD, UNKNOWN_ENVIRONMENT } from '@/lib/domain/environment-verdict';
import type { Reach } from '@/lib/domain/grants/reach';
import type { ReachStore } from '@/lib/domain/ports/reach-store';
import type { Queryable } from '@/lib/store/connect';
import { itemView } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

const EXAMPLES = 3;

/** The SQL of `toGuardedEnvironment`. */
const GUARDED = sql`case when ${itemView.environment} = ${UNKNOWN_ENVIRONMENT}
  or ${itemView.environmentDisagrees} <> '[]'::jsonb then ${PROD} else ${itemView.environment} end`;

function toHolds({ sight, granted, act }: Reach, plain: SQLWrapper, guarded: SQLWrapper): SQL {
  const { accountId, tags, name } = itemView;
  const at = (environment: SQLWrapper) => ({ environment, accountId, tags, name });
  return sql`(${toPredicate(sight, at(plain))} and ${toPredicate(granted, at(act ? guarded : plain))})`;
}

export const createReachStore = (db: Queryable): ReachStore => ({
  async compare(before, after, moved) {
    const had = toHolds(before, itemView.environment, GUARDED);
    const has = toHolds(
      after,
      sql`coalesce(moved.environment, ${itemView.environment})`,
      sql`coalesce(moved.guarded, ${GUARDED})`,
    );
    const { rows } = await db.execute<{ gains: boolean; count: number; examples: string[] }>(sql`
      select gains, count(*)::int as count, (array_agg(name order by name, id))[1:${sql.raw(String(EXAMPLES))}] as examples
      from (
        select ${itemView.id} as id, ${itemView.name} as name, ${had} as had, ${has} as gains
        from ${itemView} left join jsonb_to_recordset(${JSON.stringify(moved)}::jsonb)
          as moved (id text, environment text, guarded text) on moved.id = ${itemView.id}
      ) secret where had <> gains group by gains`);
    const gained = rows.find(({ gains }) => gains);
    const lost = rows.find(({ gains }) => !gains);
    return {
      gained: gained?.count ?? 0,
      lost: lost?.count ?? 0,
      gainedExamples: gained?.examples ?? [],
      lostExamples: lost?.examples ?? [],
    };
  },
  async scopes(reach) {
    const within = toHolds(reach, itemView.environment, GUARDED);
    const { rows } = await db.execute<{ id: string }>(sql`
      with item as materialized (select ${itemView.scopeId} as scope_id, ${itemView.arn} as arn from ${itemView} where ${within})
      select scope_id as id from item
      union select r.scope_id from keyledger.secret r join item on item.arn = r.primary_arn where r.removed_at is null`);
    return new Set(rows.map(({ id }) => id));
  },
  async list(afterId, limit) {
    const { id, name, tags, accountId, accountName, environment, environmentSource, environmentDisagrees } = itemView;
    const rows = await db
      .select({ id, name, tags, accountId, accountName, environment, environmentSource, environmentDisagrees })
      .from(itemView)
      .where(gt(itemView.id, afterId))
      .orderBy(asc(itemView.id))
      .limit(limit);
    return rows.map(
      ({ environment: value, environmentSource: source, environmentDisagrees: disagrees, ...secret }) => ({
        ...secret,
        environment: { value, source, disagrees },
      }),
    );
  },
});
