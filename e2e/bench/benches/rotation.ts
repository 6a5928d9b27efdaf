import { startLocalAws } from '@/lib/local-aws/start';
import { runWave } from '@/e2e/bench/acting/run-wave';
import type { Report } from '@/e2e/bench/report/result';
import { toSpread } from '@/e2e/bench/report/spread';
import { askRepeatedly } from '@/e2e/bench/world/ask';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { fillEvents } from '@/e2e/bench/world/fill-events';
import { fillRotatable } from '@/e2e/bench/world/fill-rotatable';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { INVENTORY_READ, watchStore } from '@/e2e/bench/world/watch-store';

const [ACCOUNT, REGION] = ['333344445555', 'eu-west-1'];
const PREFIX = 'dev/bench/';
const SECRETS = 1000;
const LIMIT_MS = 600_000;
/** RotateSecret, for an account and region (user guide, quotas). */
const A_SECOND = 50;
/** Of the goal 10,000,000: `--events 10000000`, which the bench of events takes as well. */
const EVENTS = 1_000_000;
const [OVER_THE_FLOOR, LATE_S, PREFLIGHT_MS] = [1.2, 3, 300];

interface Row {
  id: string;
}

/**
 * A wave at AWS's quota, whose functions take no time. The local AWS runs in this process, so that the moment when a
 * rotation is over is known and not asked for; what functions call does not count against its quotas.
 */
export async function measureRotation(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  const [secrets = SECRETS] = sizes.secrets ?? [];
  const { url, world, close } = await startLocalAws({ historyDays: 1, traffic: false, rotationStepMs: 0 });
  cleanup.add(close);
  await fillRotatable({ endpoint: url, account: ACCOUNT, region: REGION }, PREFIX, secrets);
  const scope = world.scopes.get(`${ACCOUNT}/${REGION}`);
  const keyledger = await startKeyledger(url, [`${ACCOUNT}/${REGION}`], cleanup);
  const watch = watchStore(keyledger.databaseUrl, cleanup);
  // Its history is read meanwhile, as it would be.
  await watch.until(INVENTORY_READ, [], LIMIT_MS);

  const { rows } = await watch.pool.query<Row>(`select id from keyledger.secret where name like $1 order by name`, [
    `${PREFIX}%`,
  ]);
  const cookie = await keyledger.cookieOf('admin');
  const secretOf = (name: string) => {
    const secret = scope?.byName.get(name);
    if (!secret) throw new Error(`${name} is not in the world`);
    return secret;
  };
  const ids = rows.map(({ id }) => id);
  const { seconds, lateMs } = await runWave({ keyledger, watch, cookie, ids, secretOf });
  const floor = secrets / A_SECOND;
  report({
    metric: `${secrets} secrets in one wave, from its start to its end`,
    value: seconds,
    unit: 's',
    goal: floor * OVER_THE_FLOOR,
    baseline: { of: `at RotateSecret's quota of ${A_SECOND}/s`, value: floor },
  });
  const { p50, most } = toSpread(lateMs);
  report({ metric: 'over in AWS until its page says so, beside the wave, p50', value: p50 / 1000, unit: 's' });
  report({ metric: `the same, slowest of ${lateMs.length}`, value: most / 1000, unit: 's', goal: LATE_S });

  const events = sizes.events ?? EVENTS;
  await fillEvents(watch.pool, events);
  const polled = await watch.pool.query<Row>(
    `select secret_id as id from keyledger.secret_day join keyledger.secret s on s.id = secret_id and s.name like $1
     group by 1 order by sum(reads) desc limit 20`,
    [`${PREFIX}%`],
  );
  const urls = polled.rows.map(({ id }) => `${keyledger.url}/api/secrets/${id}/preflight`);
  await askRepeatedly(urls, cookie, { clients: 1, seconds: 20, requests: urls.length });
  const preflight = await askRepeatedly(urls, cookie, { clients: 1, seconds: sizes.seconds ?? 10, requests: 200 });
  report({
    metric: `${events} events: the preflight of a secret that is polled, p50`,
    value: preflight.p50,
    unit: 'ms',
  });
  report({ metric: 'the same, p95', value: preflight.p95, unit: 'ms', goal: PREFLIGHT_MS });
}
