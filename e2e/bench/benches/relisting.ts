import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { post } from '@/e2e/bench/world/post';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { INVENTORY_READ, watchStore } from '@/e2e/bench/world/watch-store';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const SCOPE = `${ACCOUNT}/${REGION}`;
const [SECRETS, LISTINGS] = [500_000, 20];
const LIMIT_MS = 1_800_000;
const PARTS = ['web', 'worker', 'postgres'] as const;
/** A process may hold this much more after the last listing than after the first few. */
const FLAT = 1.1;

const LISTED =
  'select exists (select 1 from keyledger.listing where started_at > $1 and finished_at is not null) as done';

/** One scope listed twenty times, whole each time: whether what holds it grows. */
export async function measureRelisting(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const [secrets = SECRETS] = sizes.secrets ?? [];
  const one = { accounts: 1, regions: REGION };
  const flags = { ...one, secrets, 'latency-ms': 20, 'history-days': 0, traffic: 'off', quotas: 'on' };
  const endpoint = await startLocalAws(flags, cleanup);
  const keyledger = await startKeyledger(endpoint.url, [SCOPE], cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await watch.until(INVENTORY_READ, [], LIMIT_MS);
  const seconds: number[] = [];
  const held = new Map<string, number[]>(PARTS.map((part) => [part, []]));
  for (let turn = 1; turn <= LISTINGS; turn++) {
    const since = new Date();
    const cookie = await keyledger.cookieOf('admin');
    await post({ url: keyledger.url, path: '/api/sync', cookie, body: {} });
    await watch.until(LISTED, [since], LIMIT_MS);
    seconds.push((Date.now() - since.getTime()) / 1000);
    for (const part of PARTS) held.get(part)?.push(keyledger.megabytesOf(part));
    console.error(
      `listing ${turn}: ${PARTS.map((part) => `${part} ${held.get(part)?.at(-1)?.toFixed(0)} MB`).join(', ')}`,
    );
  }
  const where = `${secrets} secrets, listed ${LISTINGS} times more`;
  const slowest = Math.max(...seconds);
  report({ metric: `${where}: the slowest`, value: slowest, unit: 's' });
  for (const [part, all] of held) {
    // The first few fill what stays: the heap's spaces, PostgreSQL's own memory.
    const early = Math.max(...all.slice(0, 5));
    const late = Math.max(...all.slice(-5));
    const baseline = { of: 'the most after the first five', value: early };
    report({
      metric: `${where}: ${part}, the most after the last five`,
      value: late,
      unit: 'MB',
      goal: early * FLAT,
      baseline,
    });
  }
}
