import { secretsList } from '@/lib/contract/secrets-list';
import type { SecretItem } from '@/lib/contract/secret-item';
import { startLocalAws } from '@/lib/local-aws/start';
import { followRotation } from '@/e2e/bench/acting/follow-rotation';
import type { Report } from '@/e2e/bench/report/result';
import { toSpread } from '@/e2e/bench/report/spread';
import { ask } from '@/e2e/bench/world/ask';
import { askBareSdk } from '@/e2e/bench/world/bare-sdk';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { post } from '@/e2e/bench/world/post';
import { startKeyledger, type Keyledger } from '@/e2e/bench/world/start-keyledger';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { watchStore } from '@/e2e/bench/world/watch-store';
import { everyScope } from '@/e2e/bench/world/write-config';

const HISTORY_DAYS = 7;
const [REVEALS, WARM] = [50, 5];
const ROTATIONS = 5;

async function find(keyledger: Keyledger, cookie: string, question: string): Promise<SecretItem[]> {
  const { body } = await ask({ url: `${keyledger.url}/api/secrets?${question}`, cookie });
  return secretsList.parse(JSON.parse(body)).items;
}

/** Asked for, until the answer with the value is there; beside the one call to AWS that it cannot do without. */
async function measureReveal(report: Report, keyledger: Keyledger, cookie: string, endpoint: string): Promise<void> {
  const [secret] = await find(keyledger, cookie, 'q=dev%2Fpayments%2Fdb');
  if (!secret) throw new Error('the seeded world has no dev/payments/db');
  const path = `/api/secrets/${secret.id}/reveal`;
  const taken: number[] = [];
  for (let times = 0; times < WARM + REVEALS; times += 1)
    taken.push((await post({ url: keyledger.url, path, cookie, body: { mode: 'whole', reason: 'bench' } })).ms);
  const place = { endpoint, account: secret.account, region: secret.region };
  const bare = toSpread((await askBareSdk('value', place, secret.arn, WARM + REVEALS)).slice(WARM));
  const { p50, p95 } = toSpread(taken.slice(WARM));
  const beside = (value: number) => ({ of: 'a bare GetSecretValue', value });
  report({ metric: 'reveal, p50', value: p50, unit: 'ms', baseline: beside(bare.p50) });
  report({ metric: 'reveal, p95', value: p95, unit: 'ms', baseline: beside(bare.p95) });
}

/** The local AWS runs in this process, so that the moment when a rotation is over is known and not asked for. */
export async function measureActs(report: Report, cleanup: Cleanup): Promise<void> {
  const { url, world, close } = await startLocalAws({ historyDays: HISTORY_DAYS, traffic: false });
  cleanup.add(close);
  const keyledger = await startKeyledger(url, everyScope(), cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  await waitForHistory(watch, HISTORY_DAYS);
  const cookie = await keyledger.cookieOf('admin');
  await measureReveal(report, keyledger, cookie, url);

  const healthy = await find(keyledger, cookie, 'state=healthy&env=dev&account=333344445555');
  const late: number[] = [];
  for (const { id, arn, account, region } of healthy.slice(0, ROTATIONS)) {
    const secret = world.scopes.get(`${account}/${region}`)?.byArn.get(arn);
    if (!secret) throw new Error(`${arn} is not in the world`);
    late.push(await followRotation({ keyledger, cookie, secretId: id, secret }));
  }
  const { p50, most } = toSpread(late);
  report({ metric: 'rotation over in AWS until its page says so, p50', value: p50 / 1000, unit: 's' });
  report({ metric: `the same, slowest of ${late.length}`, value: most / 1000, unit: 's', goal: 3 });
}
