import type { Report } from '@/e2e/bench/report/result';
import { askRepeatedly } from '@/e2e/bench/world/ask';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { fillEvents } from '@/e2e/bench/world/fill-events';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { watchStore } from '@/e2e/bench/world/watch-store';
import { everyScope } from '@/e2e/bench/world/write-config';

const EVENTS = 10_000_000;
const GOAL_MS = 100;
const DAY_MS = 86_400_000;

interface Row {
  id: string;
}

/** Ten million stored events: how long people wait for what they ask most. */
export async function measureEvents(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const { url } = await startLocalAws({ traffic: 'off', 'history-days': 1 }, cleanup);
  const keyledger = await startKeyledger(url, everyScope(), cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await waitForHistory(watch, 1);
  const events = sizes.events ?? EVENTS;
  await fillEvents(watch.pool, events);

  const ask = async (query: string): Promise<string[]> => (await watch.pool.query<Row>(query)).rows.map(({ id }) => id);
  const busy = await ask(
    `select secret_id as id from keyledger.secret_day group by 1 order by sum(reads) desc limit 20`,
  );
  const quiet = await ask(`select secret_id as id from keyledger.secret_day group by 1 order by sum(reads) limit 20`);
  const principals = await ask(
    `select key as id from keyledger.principal where label like 'filled-%' order by key limit 20`,
  );
  const from = new Date(Date.now() - 89 * DAY_MS).toISOString();
  const filters = ['env=prod&actorKind=workload', 'env=staging&outcome=denied', 'actorKind=person&env=prod'];
  const explorer = filters.map((filter) => `${keyledger.url}/api/access?from=${from}&${filter}&include=histogram`);
  const looks: [string, string[]][] = [
    ['readers and events of a secret that is polled', busy.map((id) => `${keyledger.url}/api/secrets/${id}/access`)],
    ['readers and events of any other', quiet.map((id) => `${keyledger.url}/api/secrets/${id}/access`)],
    ['the explorer with two filters over 90 days, its histogram with it', explorer],
    ['a principal’s secrets', principals.map((id) => `${keyledger.url}/api/principals/${id}/secrets`)],
    ['a principal', principals.map((id) => `${keyledger.url}/api/principals/${id}`)],
    ['the preflight of a secret that is polled', busy.map((id) => `${keyledger.url}/api/secrets/${id}/preflight`)],
    ['top over 90 days with a filter', [`${keyledger.url}/api/access/top?from=${from}&env=prod`]],
    ['the heatmap of 30 days', [`${keyledger.url}/api/access/heatmap`]],
  ];
  const cookie = await keyledger.cookieOf('admin');
  const seconds = sizes.seconds ?? 10;
  for (const [metric, urls] of looks) {
    await askRepeatedly(urls, cookie, { clients: 1, seconds: 20, requests: urls.length });
    const { p50, p95 } = await askRepeatedly(urls, cookie, { clients: 1, seconds, requests: 200 });
    const empty = await askRepeatedly([`${keyledger.url}/api/health`], cookie, {
      clients: 1,
      seconds: 3,
      requests: 100,
    });
    const baseline = (value: number) => ({ of: 'a question about nothing', value });
    report({ metric: `${events} events: ${metric}, p50`, value: p50, unit: 'ms', baseline: baseline(empty.p50) });
    report({
      metric: `${events} events: ${metric}, p95`,
      value: p95,
      unit: 'ms',
      goal: GOAL_MS,
      baseline: baseline(empty.p95),
    });
  }
  const { rows } = await watch.pool.query<{ bytes: string }>(`select sum(pg_total_relation_size(relid)) as bytes
    from pg_partition_tree('keyledger.event') where isleaf`);
  report({
    metric: `${events} events: without their records`,
    value: Number(rows[0]?.bytes) / events,
    unit: 'bytes each',
  });
}
