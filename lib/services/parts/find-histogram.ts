import 'server-only';
import type { HistogramView } from '@/lib/contract/access-list';
import { unlessUnkept } from '@/lib/domain/retention/unkept';
import type { Unkept } from '@/lib/domain/ports/retention-store';
import { howCovered } from '@/lib/domain/history/how-covered';
import { planBuckets } from '@/lib/domain/history/plan-buckets';
import type { Context } from '@/lib/domain/ports/context';
import type { EventFilter } from '@/lib/domain/ports/history-store';
import { sightOf } from './authorize';
import type { VisibleCoverage } from './visible-coverage';
import { toWire } from './wire-time';

/** How many events match, over time; a bucket without any is none only where it is covered, and nothing of it is deleted. */
export async function findHistogram(
  ctx: Context,
  filter: EventFilter & { from: Date; to: Date },
  { coverage, unkept }: { coverage: VisibleCoverage; unkept: readonly Unkept[] },
): Promise<HistogramView> {
  const { from, to } = filter;
  const plan = planBuckets(from, to);
  const counted = await ctx.store.history.histogram(sightOf(ctx), filter, plan);
  const byIndex = new Map(counted.map(({ index, ...counts }) => [index, counts]));
  const scopes = [...coverage.intervals.values()];
  const buckets = Array.from({ length: plan.count }, (_, index) => {
    const start = Math.max(from.getTime(), plan.start.getTime() + index * plan.stepMs);
    const end = Math.min(to.getTime(), plan.start.getTime() + (index + 1) * plan.stepMs - 1);
    const { person, workload, service, denied } = { ...NONE, ...byIndex.get(index) };
    const [bucketFrom, bucketTo] = [new Date(start), new Date(Math.max(start, end))];
    return {
      from: toWire(bucketFrom),
      to: toWire(bucketTo),
      person,
      workload,
      service,
      denied,
      known: unlessUnkept(howCovered(scopes, bucketFrom, bucketTo, ctx.now()), unkept, bucketFrom),
    };
  });
  const total = buckets.reduce(
    (sum, { person, workload, service, denied }) => sum + person + workload + service + denied,
    0,
  );
  return { from: toWire(from), to: toWire(to), stepSeconds: plan.stepMs / 1000, total, buckets };
}

const NONE = { person: 0, workload: 0, service: 0, denied: 0 };
