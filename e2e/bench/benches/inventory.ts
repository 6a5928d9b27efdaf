import { measureReading } from '@/e2e/bench/reading/measure-reading';
import type { Report } from '@/e2e/bench/report/result';
import { askBareSdk } from '@/e2e/bench/world/bare-sdk';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { INVENTORY_READ, watchStore } from '@/e2e/bench/world/watch-store';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
/** Over six scopes, so that about 20,000 of them are in this one. */
const SECRETS = 71_500;
const HISTORY_DAYS = 30;
const LIMIT_MS = 600_000;

const TAKEN = `select extract(epoch from finished_at - started_at)::float8 as seconds, added from keyledger.listing
  where finished_at is not null order by started_at limit 1`;

/** Many secrets in one scope, AWS's quotas, 20 ms to AWS: the first listing, then the reading of it. */
export async function measureInventory(report: Report, cleanup: Cleanup): Promise<void> {
  const flags = { secrets: SECRETS, 'latency-ms': 20, 'history-days': HISTORY_DAYS, traffic: 'off' };
  const endpoint = await startLocalAws(flags, cleanup);
  const there = endpoint.secrets.get(`${ACCOUNT}/${REGION}`) ?? 0;
  const bare = await askBareSdk('list', { endpoint: endpoint.url, account: ACCOUNT, region: REGION });
  const keyledger = await startKeyledger(endpoint.url, [`${ACCOUNT}/${REGION}`], cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await watch.until(INVENTORY_READ, [], LIMIT_MS);
  const { rows } = await watch.pool.query<{ seconds: number; added: number }>(TAKEN);
  const { seconds = NaN, added = 0 } = rows[0] ?? {};
  if (added !== there) throw new Error(`${added} secrets were listed of ${there}`);
  report({
    metric: `first listing of ${there} secrets in one scope`,
    value: seconds,
    unit: 's',
    baseline: { of: 'a sequential SDK pager that keeps nothing', value: bare.reduce((sum, ms) => sum + ms, 0) / 1000 },
  });
  report({ metric: 'memory of the worker after the listing', value: keyledger.megabytesOf('worker'), unit: 'MB' });
  await waitForHistory(watch, HISTORY_DAYS);
  await measureReading(report, keyledger, watch);
}
