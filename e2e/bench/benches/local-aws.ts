import { accounts, regions } from '@/lib/local-aws/seed/identities';
import type { Report } from '@/e2e/bench/report/result';
import { askBareSdk, loadDescribe } from '@/e2e/bench/world/bare-sdk';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { cpuSecondsOf, findTree } from '@/e2e/bench/world/processes';
import { startProgram } from '@/e2e/bench/world/program';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startLocalAws, type Endpoint } from '@/e2e/bench/world/start-local-aws';

/** Of the issue: secrets, seconds until they are there, megabytes that all of them may take. */
const GOALS = [
  { secrets: 100_000, seconds: 10, megabytes: undefined },
  { secrets: 500_000, seconds: 60, megabytes: 1500 },
];
const DESCRIBES_PER_SECOND = 1000;
const CLIENTS = 8;

const memoryOf = ({ pid }: Endpoint): number => findTree(pid)[0]?.megabytes ?? NaN;

/** All secrets of all scopes, page after page. */
async function listEverything({ url }: Endpoint): Promise<void> {
  for (const { id: account } of accounts)
    for (const region of regions) await askBareSdk('list', { endpoint: url, account, region });
}

/** The same load on nothing but Node's HTTP. */
async function loadPlainHttp(endpoint: Endpoint, seconds: number, cleanup: Cleanup): Promise<number> {
  const args = ['--import', 'tsx', 'e2e/bench/world/plain-server.ts'];
  const plain = await startProgram({ args, ready: /ready on http/ });
  cleanup.add(() => plain.stop('SIGTERM').then(() => undefined));
  const target = /http:\S+/.exec(plain.said)?.[0];
  const { perSecond } = await loadDescribe(placeOf(endpoint), { seconds, clients: CLIENTS, target });
  return perSecond;
}

const placeOf = ({ url }: Endpoint) => ({ endpoint: url, account: accounts[0].id, region: regions[0] });

/** How the local AWS itself bears many secrets: until they are there, what they take, what it answers meanwhile. */
export async function measureLocalAws(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const empty = await startLocalAws({ secrets: 0 }, cleanup);
  for (const secrets of sizes.secrets ?? GOALS.map((goal) => goal.secrets)) {
    const goal = GOALS.find((one) => one.secrets === secrets);
    const full = await startLocalAws({ secrets, quotas: 'off' }, cleanup);
    const beside = (value: number) => ({ of: 'the same, empty', value });
    const named = `${secrets} secrets`;
    const started = full.readyMs / 1000;
    report({ metric: `${named}: start`, value: started, unit: 's', goal: goal?.seconds, baseline: beside(empty.readyMs / 1000) }); // prettier-ignore
    report({ metric: `${named}: start, CPU time`, value: cpuSecondsOf(full.pid), unit: 's' });
    const memory = (when: string) =>
      report({ metric: `${named}: memory ${when}`, value: memoryOf(full), unit: 'MB', goal: goal?.megabytes, baseline: beside(memoryOf(empty)) }); // prettier-ignore
    memory('after the start');
    await listEverything(full);
    memory('after all were listed once');
    const load = { seconds: sizes.seconds ?? 15, clients: CLIENTS };
    const computed = cpuSecondsOf(full.pid);
    const { perSecond, answered, p50, p95 } = await loadDescribe(placeOf(full), load);
    const onOneCore = answered / (cpuSecondsOf(full.pid) - computed);
    const plain = { of: 'Node’s HTTP alone', value: await loadPlainHttp(full, load.seconds, cleanup) };
    report({ metric: `${named}: DescribeSecret in a second of CPU time`, value: onOneCore, unit: 'requests/s', goal: DESCRIBES_PER_SECOND }); // prettier-ignore
    report({ metric: `${named}: DescribeSecret`, value: perSecond, unit: 'requests/s', baseline: plain });
    report({ metric: `${named}: DescribeSecret, ${CLIENTS} clients, p50`, value: p50, unit: 'ms' });
    report({ metric: `${named}: DescribeSecret, ${CLIENTS} clients, p95`, value: p95, unit: 'ms' });
    await full.stop();
  }
}
