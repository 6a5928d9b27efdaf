import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { countCalls } from '@/e2e/bench/world/count-calls';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { HISTORY_READ, watchStore } from '@/e2e/bench/world/watch-store';
import { everyScope } from '@/e2e/bench/world/write-config';

const DAY_MS = 86_400_000;
const LIMIT_MS = 400_000;
/** LookupEvents gives 50 events a call and two calls a second, for each account and region. */
const [PAGE, PER_SECOND] = [50, 2];

/** What a reader who knew beforehand how many events there are could not do without. */
const FEWEST_CALLS = `select coalesce(sum(ceil(n / ${PAGE}.0)), 0)::int as calls, coalesce(max(ceil(n / ${PAGE}.0)), 0)::int as longest
  from (select count(*) as n from keyledger.event where at >= $1 group by scope_id) per_scope`;

/** From an empty store, at AWS's quota: how long until "who read it" can be answered. */
export async function measureHistory(report: Report, cleanup: Cleanup): Promise<void> {
  const { url } = await startLocalAws({}, cleanup);
  const counted = await countCalls(url, cleanup);
  const startedAt = Date.now();
  const keyledger = await startKeyledger(counted.url, everyScope(), cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  const callsMade = () => counted.calls.get('LookupEvents') ?? 0;
  const secondsSinceFirst = () => (performance.now() - (counted.firstAt.get('LookupEvents') ?? NaN)) / 1000;

  const measure = async (days: number, goal: number): Promise<{ made: number; fewest: number }> => {
    // An hour less at the far end: 90 days before the first look are over before it is read.
    const from = new Date(startedAt - days * DAY_MS + DAY_MS / 24);
    await watch.until(HISTORY_READ, [from, new Date(startedAt)], LIMIT_MS);
    const [value, made] = [secondsSinceFirst(), callsMade()];
    const { rows } = await watch.pool.query<{ calls: number; longest: number }>(FEWEST_CALLS, [from]);
    const { calls = 0, longest = 0 } = rows[0] ?? {};
    const quota = { of: 'at the quota, for the longest scope', value: longest / PER_SECOND };
    report({ metric: `last ${days} days of every scope`, value, unit: 's', goal, baseline: quota });
    return { made, fewest: calls };
  };
  await measure(7, 15);
  const { made, fewest } = await measure(90, 180);
  const beside = { of: 'the fewest possible', value: fewest };
  report({ metric: 'LookupEvents for the 90 days', value: made, unit: 'calls', baseline: beside });
  report({ metric: 'LookupEvents refused', value: counted.refused.get('LookupEvents') ?? 0, unit: 'calls' });
}
