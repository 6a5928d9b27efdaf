import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '@/e2e/bench/report/result';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { watchStore, type StoreWatch } from '@/e2e/bench/world/watch-store';

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const [ACCOUNTS, SECRETS, SECONDS] = [100, 6_000, 300];
const FAILING = 10;
const KINDS = ['denied', 'expired', 'region-off'];
/** What the inventory and the history begin with; the roles themselves can be assumed. */
const OPERATIONS = ['ListSecrets', 'LookupEvents'];
const LIMIT_MS = 900_000;
/** Of the history by default (`historySeconds`), and what a poll may take on top. */
const SCHEDULE_SECONDS = 30 + 5;
/** A scope's inventory and its history fail each by itself, and wait for 1, 2, 4 … 60 minutes. */
const JOBS = 2;

/** How often a job that keeps failing may have been tried after so many seconds. */
function triesWithin(seconds: number): number {
  let [tries, next, pause] = [0, 0, 60];
  while (next <= seconds) {
    tries += 1;
    next += pause;
    pause = Math.min(pause * 2, 3_600);
  }
  return tries;
}

const FRESH = `select count(*) = $1 as done from (select scope_id from keyledger.scope_health
  where state = 'fresh' and scope_id <> all($2) group by scope_id having count(*) = 2) fresh`;
const OLDEST = `select extract(epoch from now() - min(as_of))::float as seconds from keyledger.scope_health
  where kind = 'history' and scope_id <> all($1)`;
const CALLS = `select coalesce(max(calls), 0)::int as most from (select sum(calls) as calls from keyledger.aws_call
  where scope_id = any($1) group by scope_id) one`;
const FAILED = `select count(distinct scope_id)::int as failing from keyledger.scope_health where state = 'failing' and scope_id = any($1)`;

async function findOldest(watch: StoreWatch, failing: readonly string[], seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let oldest = 0;
  while (performance.now() < until) {
    const { rows } = await watch.pool.query<{ seconds: number }>(OLDEST, [failing]);
    oldest = Math.max(oldest, rows[0]?.seconds ?? NaN);
    await sleep(1000);
  }
  return oldest;
}

/** 300 scopes of which ten cannot be read: the others are as fresh as if there were no such, and those are left alone. */
export async function measureScopes(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const [secrets = SECRETS] = sizes.secrets ?? [];
  const shape = { accounts: ACCOUNTS, regions: REGIONS.join(','), secrets, 'history-days': 1, traffic: 'off' };
  const endpoint = await startLocalAws({ ...shape, quotas: 'on', 'latency-ms': 20 }, cleanup);
  const scopes = [...endpoint.secrets.keys()];
  const failing = scopes.filter((_, place) => place % Math.floor(scopes.length / FAILING) === 0).slice(0, FAILING);
  for (const [place, scope] of failing.entries())
    for (const operation of OPERATIONS) {
      const body = JSON.stringify({ kind: KINDS[place % KINDS.length], scope, operation });
      const { status } = await fetch(`${endpoint.url}/_local/faults`, { method: 'POST', body });
      if (status !== 200) throw new Error(`/_local/faults: HTTP ${status}`);
    }
  const ids = failing.map((scope) => scope.replace('/', ':'));
  const since = performance.now();
  const keyledger = await startKeyledger(endpoint.url, scopes, cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  const where = `${scopes.length} scopes, ${failing.length} of them failing`;
  await watch.until(FRESH, [scopes.length - failing.length, ids], LIMIT_MS);
  report({
    metric: `${where}: start until all others are fresh`,
    value: (performance.now() - since) / 1000,
    unit: 's',
  });
  const oldest = await findOldest(watch, ids, sizes.seconds ?? SECONDS);
  report({ metric: `${where}: oldest history of the others`, value: oldest, unit: 's', goal: SCHEDULE_SECONDS });
  const seconds = (performance.now() - since) / 1000;
  const failed = (await watch.pool.query<{ failing: number }>(FAILED, [ids])).rows[0]?.failing;
  if (failed !== failing.length) throw new Error(`${failed} of ${failing.length} scopes say that they fail`);
  const calls = (await watch.pool.query<{ most: number }>(CALLS, [ids])).rows[0]?.most ?? NaN;
  const goal = JOBS * triesWithin(seconds);
  const metric = `${where}: calls of a failing one within ${Math.round(seconds)} s, at most`;
  report({ metric, value: calls, unit: 'calls', goal });
  for (const part of ['web', 'worker'] as const)
    report({ metric: `${where}: memory of the ${part} process`, value: keyledger.megabytesOf(part), unit: 'MB' });
}
