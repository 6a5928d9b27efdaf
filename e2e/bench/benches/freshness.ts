import { setTimeout as sleep } from 'node:timers/promises';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';
import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { countCalls } from '@/e2e/bench/world/count-calls';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { watchStore } from '@/e2e/bench/world/watch-store';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const [SECRETS, HISTORY_DAYS, CHANGES] = [1_000, 1, 3];
const LIMIT_MS = 60_000;
const DAY_SECONDS = 86_400;
/** A listing every five minutes with a describe for each secret. */
const costOfListings = (secrets: number): number => (DAY_SECONDS / 300) * (Math.ceil(secrets / 100) + secrets);
const CHANGED = `select count(*) > 0 as done from keyledger.secret where name = $1 and tags ->> 'bench' = $2`;

/** How long a change in AWS takes until the store has it, and what following changes costs. */
export async function measureFreshness(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const [secrets = SECRETS] = sizes.secrets ?? [];
  const days = sizes.days ?? HISTORY_DAYS;
  const flags = { accounts: 1, regions: REGION, secrets, 'history-days': days, traffic: 'off', quotas: 'on' };
  const endpoint = await startLocalAws(flags, cleanup);
  const counted = await countCalls(endpoint.url, cleanup);
  const keyledger = await startKeyledger(counted.url, [`${ACCOUNT}/${REGION}`], cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await waitForHistory(watch, days);

  const user = adminUsers.find(({ account }) => account === ACCOUNT);
  if (!user) throw new Error('no administrator');
  const { rows } = await watch.pool.query<{ name: string }>(
    `select name from keyledger.secret where removed_at is null and deleted_at is null and primary_arn is null order by name limit ${CHANGES}`,
  );
  const before = new Map(counted.calls);
  const since = performance.now();
  const taken: number[] = [];
  for (const { name } of rows) {
    const body = JSON.stringify({ SecretId: name, Tags: [{ Key: 'bench', Value: name }] });
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.TagResource' };
    const target = { service: 'secretsmanager', region: REGION, path: '/', headers, body };
    const { status } = await sendSigned(endpoint.url, target, user);
    if (status !== 200) throw new Error(`TagResource: HTTP ${status}`);
    taken.push((await watch.until(CHANGED, [name, name], LIMIT_MS)) / 1000);
    // Not in step with the poll.
    await sleep(Math.random() * 5_000);
  }
  const seconds = (performance.now() - since) / 1000;
  const made = (operation: string): number => (counted.calls.get(operation) ?? 0) - (before.get(operation) ?? 0);
  report({
    metric: `a change until the store has it, slowest of ${taken.length}`,
    value: Math.max(...taken),
    unit: 's',
    goal: 35,
  });
  report({ metric: `${taken.length} changes: DescribeSecret`, value: made('DescribeSecret'), unit: 'calls' });
  // Four whole listings, the polls as counted, and of 50 changes a describe and a look at the versions each.
  const value = Math.round(4 * Math.ceil(secrets / 100) + (made('LookupEvents') / seconds) * DAY_SECONDS + 100);
  const baseline = { of: 'a listing every five minutes with a describe each', value: costOfListings(secrets) };
  report({
    metric: `calls a day at ${secrets} secrets with 50 changes`,
    value,
    unit: 'calls',
    goal: baseline.value / 10,
    baseline,
  });
}
