import { measureReading } from '@/e2e/bench/reading/measure-reading';
import type { Report } from '@/e2e/bench/report/result';
import { askBareSdk, listByCommandLine } from '@/e2e/bench/world/bare-sdk';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { INVENTORY_READ, watchStore, type StoreWatch } from '@/e2e/bench/world/watch-store';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const SCOPE = `${ACCOUNT}/${REGION}`;
const [SECRETS, HISTORY_DAYS] = [100_000, 30];
const LIMIT_MS = 1_200_000;

const TAKEN = `select extract(epoch from finished_at - started_at)::float8 as seconds, added from keyledger.listing
  where finished_at is not null order by started_at limit 1`;

/** Seconds of the first listing, from its first call to the moment when the store has it complete. */
async function waitForListing(watch: StoreWatch, there: number): Promise<number> {
  await watch.until(INVENTORY_READ, [], LIMIT_MS);
  const { rows } = await watch.pool.query<{ seconds: number; added: number }>(TAKEN);
  const { seconds = NaN, added = 0 } = rows[0] ?? {};
  if (added !== there) throw new Error(`${added} secrets were listed of ${there}`);
  return seconds;
}

/** Many secrets in one scope, AWS's quotas, 20 ms to AWS: the first listing, then the reading of it. */
export async function measureInventory(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const [secrets = SECRETS] = sizes.secrets ?? [];
  const days = sizes.days ?? HISTORY_DAYS;
  const one = { accounts: 1, regions: REGION };
  const flags = { ...one, secrets, 'latency-ms': 20, 'history-days': days, traffic: 'off', quotas: 'on' };
  const endpoint = await startLocalAws(flags, cleanup);
  const there = endpoint.secrets.get(SCOPE) ?? 0;
  const place = { endpoint: endpoint.url, account: ACCOUNT, region: REGION };
  const pager = (await askBareSdk('list', place)).reduce((sum, ms) => sum + ms, 0) / 1000;
  const line = await listByCommandLine(place);
  if (!line) console.error('the AWS command line is not on the PATH: nothing was measured beside it');

  const keyledger = await startKeyledger(endpoint.url, [SCOPE], cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  const value = await waitForListing(watch, there);
  const metric = `first listing of ${there} secrets in one scope`;
  report({ metric, value, unit: 's', baseline: { of: 'a sequential SDK pager that keeps nothing', value: pager } });
  if (line) {
    const baseline = { of: `${line.version} list-secrets`, value: line.seconds };
    report({ metric: 'the same, beside the command line', value, unit: 's', baseline });
  }
  report({ metric: 'memory of the worker after the listing', value: keyledger.megabytesOf('worker'), unit: 'MB' });
  await waitForHistory(watch, days);
  await measureReading(report, keyledger, watch, sizes.seconds);
}
