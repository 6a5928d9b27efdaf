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

const EVENTS = 1_000_000;
const LIMIT_MS = 600_000;
const DAY_MS = 86_400_000;
/** Just older than reads are kept by default. */
const OLD_DAYS = 402;

const IS_OLD = `at < now() - interval '${OLD_DAYS - 1} days' and action_class = 'read'`;
const BEGUN = `select exists (select from keyledger.unkept) as done`;
const OVER = `select not exists (select from keyledger.event where ${IS_OLD}) as done`;
/** The job has been over it, and waits for tomorrow. */
const PASSED = `select exists (select from pgboss.job where name = 'retention' and data ->> 'doneOn' is not null) as done`;
const SIZE = `select sum(pg_table_size(relid))::float8 as bytes from pg_partition_tree('keyledger.event')
  where isleaf and relid::regclass::text < 'keyledger.event_' || to_char(now() - interval '${OLD_DAYS + 30} days', 'YYYY_MM')`;

/** A million reads that are too old, beside as many that are not: how long they take to go, and who waits meanwhile. */
export async function measureRetention(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const { url } = await startLocalAws({ traffic: 'off' }, cleanup);
  const keyledger = await startKeyledger(url, everyScope(), cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await waitForHistory(watch, 1);
  await watch.until(PASSED, [], LIMIT_MS);
  const events = sizes.events ?? EVENTS;
  await fillEvents(watch.pool, events);
  await fillEvents(watch.pool, events, OLD_DAYS);
  const sizeOf = async (): Promise<number> => (await watch.pool.query<{ bytes: number }>(SIZE)).rows[0]?.bytes ?? 0;
  const size = await sizeOf();

  const { rows } = await watch.pool.query<{ id: string }>(
    `select secret_id as id from keyledger.secret_day group by 1 order by sum(reads) desc limit 20`,
  );
  const from = new Date(Date.now() - 89 * DAY_MS).toISOString();
  const urls = [
    ...rows.map(({ id }) => `${keyledger.url}/api/secrets/${id}/access`),
    ...['env=prod&actorKind=workload', 'actorKind=person'].map(
      (filter) => `${keyledger.url}/api/access?from=${from}&${filter}&include=histogram`,
    ),
  ];
  const cookie = await keyledger.cookieOf('admin');
  const seconds = sizes.seconds ?? 20;
  const pace = { clients: 1, seconds, requests: 10_000 };
  await askRepeatedly(urls, cookie, pace);
  const before = await askRepeatedly(urls, cookie, pace);

  // As on another day: the job is not there, and begins again.
  await watch.pool.query(`delete from pgboss.job where name = 'retention'`);
  await watch.until(BEGUN, [], LIMIT_MS);
  const since = performance.now();
  const over = watch.until(OVER, [], LIMIT_MS).then(() => (performance.now() - since) / 1000);
  const [taken, meanwhile] = await Promise.all([over, askRepeatedly(urls, cookie, pace)]);
  await watch.until(PASSED, [], LIMIT_MS);
  const whole = (performance.now() - since) / 1000;
  report({ metric: `${events} reads deleted, others asked beside`, value: taken, unit: 's' });
  report({ metric: 'the same, with the space given back', value: whole, unit: 's' });
  report({ metric: 'deleted', value: events / taken, unit: 'events/s' });
  for (const [name, value] of [
    ['p50', meanwhile.p50],
    ['p95', meanwhile.p95],
  ] as const)
    report({
      metric: `readers and the explorer meanwhile, ${name}`,
      value,
      unit: 'ms',
      baseline: { of: 'before', value: before[name] },
    });
  report({
    metric: 'space of their whole months',
    value: (await sizeOf()) / 1_048_576,
    unit: 'MB',
    baseline: { of: 'before', value: size / 1_048_576 },
  });
}
