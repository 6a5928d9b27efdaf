import type { Report } from '@/e2e/bench/report/result';
import { listByCommandLine } from '@/e2e/bench/world/bare-sdk';
import type { Cleanup } from '@/e2e/bench/world/cleanup';
import { listOnce, type Took } from '@/e2e/bench/world/list-once';
import type { Sizes } from '@/e2e/bench/world/sizes';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];
const SECRETS = [100_000, 500_000];
/** At AWS's quota of ListSecrets (aws-facts §1.8). */
const CEILING = 10_000;
const PAGER = 'a sequential SDK pager that stores through the same path';
/** By how much it must be sooner than the pager. */
const SOONER = { indexed: 1.5, scan: 1.4 } as const;

function compare(
  report: Report,
  where: string,
  mode: keyof typeof SOONER,
  { took, pager }: { took: Took; pager: Took },
) {
  const of = PAGER;
  const goal = pager.seconds / SOONER[mode];
  report({
    metric: `${where}: first listing`,
    value: took.seconds,
    unit: 's',
    goal,
    baseline: { of, value: pager.seconds },
  });
  const [rate, itsRate] = [took, pager].map(({ secrets, seconds }) => secrets / seconds);
  const share = mode === 'indexed' ? { goal: CEILING * 0.6 } : {};
  report({
    metric: `${where}: rate`,
    value: rate ?? NaN,
    unit: 'secrets/s',
    ...share,
    baseline: { of, value: itsRate ?? NaN },
  });
  const calls = { value: took.calls, unit: 'calls', goal: pager.calls * 1.2, baseline: { of, value: pager.calls } };
  report({ metric: `${where}: ListSecrets`, ...calls });
  const busy = { value: took.busy, unit: 's', baseline: { of, value: pager.busy } };
  report({ metric: `${where}: CPU time of the process that lists`, ...busy });
  report({ metric: `${where}: its memory`, value: took.megabytes, unit: 'MB' });
}

/** First listings of one scope into an empty store, AWS's quotas, 20 ms to AWS, with filters of either kind. */
export async function measureListing(report: Report, cleanup: Cleanup, sizes: Sizes): Promise<void> {
  for (const secrets of sizes.secrets ?? SECRETS)
    for (const mode of ['indexed', 'scan'] as const) {
      const one = { accounts: 1, regions: REGION, secrets, 'history-days': 0, traffic: 'off', quotas: 'on' };
      const endpoint = await startLocalAws({ ...one, 'latency-ms': 20, 'filter-mode': mode }, cleanup);
      const place = { endpoint: endpoint.url, account: ACCOUNT, region: REGION };
      const there = endpoint.secrets.get(`${ACCOUNT}/${REGION}`);
      const pager = await listOnce('plain', place);
      const took = await listOnce('planned', place);
      if (took.secrets !== there || pager.secrets !== there) throw new Error(`not all of ${there} secrets were listed`);
      const where = `${secrets} secrets, filters ${mode}`;
      compare(report, where, mode, { took, pager });
      const line = mode === 'indexed' ? await listByCommandLine(place) : null;
      if (line) {
        const baseline = { of: `${line.version} list-secrets`, value: line.seconds };
        const metric = `${where}: first listing, beside the command line`;
        report({ metric, value: took.seconds, unit: 's', goal: line.seconds / 2, baseline });
      }
      await endpoint.stop();
    }
}
