import { measureReading } from '@/e2e/bench/reading/measure-reading';
import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { watchStore } from '@/e2e/bench/world/watch-store';
import { everyScope } from '@/e2e/bench/world/write-config';

/** The demo's world: six scopes, 320 secrets, 90 days of events. */
export async function measureRead(report: Report, cleanup: Cleanup): Promise<void> {
  const { url } = await startLocalAws({ traffic: 'off' }, cleanup);
  const keyledger = await startKeyledger(url, everyScope(), cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await waitForHistory(watch, 90);
  await measureReading(report, keyledger, watch);
}
