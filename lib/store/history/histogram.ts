import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { isOfPeople, type ActorKind, type Outcome } from '@/lib/domain/event-record';
import type { BucketPlan } from '@/lib/domain/history/plan-buckets';
import type { EventBucket } from '@/lib/domain/ports/access-queries';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { eventTable, principalTable } from '@/lib/store/schema/event';
import { secretTable } from '@/lib/store/schema/secret';
import { toEventCondition } from './event-filter';
import { findSummedDays, IS_UNSUMMED, toSummedReads } from './summed-days';

interface Row extends Record<string, unknown> {
  begins: string;
  actor_kind: ActorKind;
  outcome: Outcome;
  count: number;
}

/** As for the reads of a secret, an actor that could not be told counts with the workloads. */
function toPart({
  actorKind,
  outcome,
}: {
  actorKind: ActorKind;
  outcome: Outcome;
}): Exclude<keyof EventBucket, 'index'> {
  if (outcome === 'denied') return 'denied';
  if (isOfPeople({ actorKind })) return 'person';
  return actorKind === 'aws-service' ? 'service' : 'workload';
}

function addUp(rows: readonly Row[], { start, stepMs }: BucketPlan): EventBucket[] {
  const buckets = new Map<number, EventBucket>();
  for (const { begins, actor_kind: actorKind, outcome, count } of rows) {
    const index = Math.round((Date.parse(begins) - start.getTime()) / stepMs);
    const bucket = buckets.get(index) ?? { index, person: 0, workload: 0, service: 0, denied: 0 };
    bucket[toPart({ actorKind, outcome })] += count;
    buckets.set(index, bucket);
  }
  return [...buckets.values()].toSorted((left, right) => left.index - right.index);
}

/** Reads of whole days come from their sums where these say all that is asked; everything else is counted one by one. */
export async function countBuckets(
  db: Queryable,
  sight: Sight,
  filter: EventFilter,
  plan: BucketPlan,
): Promise<EventBucket[]> {
  const [condition, summed] = await Promise.all([
    toEventCondition(db, sight, filter),
    findSummedDays(db, filter, plan),
  ]);
  const toBegin = (at: SQL): SQL =>
    sql`date_bin(make_interval(secs => ${plan.stepMs / 1000}), ${at}, ${plan.start.toISOString()}::timestamptz)`;
  // Without it an index answers alone.
  const joinPrincipal = filter.principal?.length
    ? sql`join ${principalTable} on ${principalTable.id} = ${eventTable.principalId}`
    : sql``;
  const ofEvents = (which: SQL): SQL => sql`
    select ${toBegin(sql`${eventTable.at}`)} as begins,
      ${eventTable.actorKind} as actor_kind, ${eventTable.outcome} as outcome, count(*)::int as count
    from ${eventTable} ${joinPrincipal}
    left join ${secretTable} on ${secretTable.id} = ${eventTable.secretId}
    where ${condition} and ${which} group by 1, 2, 3`;
  if (!summed) return addUp((await db.execute<Row>(ofEvents(sql`true`))).rows, plan);
  const start = sql`${summed.start.toISOString()}::timestamptz`;
  // One statement, so that what comes meanwhile counts once.
  const { rows } = await db.execute<Row>(sql`
    ${ofEvents(sql`${eventTable.at} < ${start}`)}
    union all ${ofEvents(sql`${eventTable.at} >= ${summed.end}`)}
    union all ${ofEvents(sql`${eventTable.at} >= ${start} and ${eventTable.at} < ${summed.end} and ${IS_UNSUMMED}`)}
    union all ${await toSummedReads(db, sight, filter, summed, toBegin)}`);
  return addUp(rows, plan);
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
