import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { BucketPlan } from '@/lib/domain/history/plan-buckets';
import type { EventBucket } from '@/lib/domain/ports/access-queries';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { toEventCondition } from './event-filter';

const count = (...kinds: string[]): SQL =>
  sql`count(*) filter (where ${eventTable.outcome} <> 'denied' and ${eventTable.actorKind} = any(${textArray(kinds)}))::int`;

interface Row extends Record<string, unknown>, EventBucket {}

/** As for the reads of a secret, an actor that could not be told counts with the workloads, ours with the people. */
export async function countBuckets(
  db: Queryable,
  sight: Sight,
  filter: EventFilter,
  { start, stepMs }: BucketPlan,
): Promise<EventBucket[]> {
  const condition = await toEventCondition(db, sight, filter);
  // Without it an index answers alone.
  const joinPrincipal = filter.principal?.length
    ? sql`join ${principalTable} on ${principalTable.id} = ${eventTable.principalId}`
    : sql``;
  const { rows } = await db.execute<Row>(sql`
    select floor(extract(epoch from ${eventTable.at} - ${start.toISOString()}::timestamptz) * 1000 / ${stepMs}::float8)::int as index,
      ${count('person', 'this-dashboard')} as person, ${count('workload', 'unknown')} as workload,
      ${count('aws-service')} as service, count(*) filter (where ${eventTable.outcome} = 'denied')::int as denied
    from ${eventTable} ${joinPrincipal}
    left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId}
    where ${condition} group by 1 order by 1`);
  return rows;
}

/** How many events the presets of the Access screen lead to. */
export async function countPresets(db: Queryable, sight: Sight, from: Date, to: Date) {
  const one = async (filter: EventFilter): Promise<number> => {
    const condition = await toEventCondition(db, sight, { from, to, ...filter });
    const { rows } = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${eventTable}
      left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId} where ${condition}`);
    return rows[0]?.count ?? 0;
  };
  const [people, denied, changes] = await Promise.all([
    one({ actorKind: ['person'] }),
    one({ outcome: ['denied'] }),
    one({ action: ['change', 'rotation', 'policy', 'delete'] }),
  ]);
  return { people, denied, changes };
}
