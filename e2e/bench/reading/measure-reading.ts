import { secretsList } from '@/lib/contract/secrets-list';
import { toTagPair } from '@/lib/domain/tag-pair';
import type { Report } from '@/e2e/bench/report/result';
import { ask, askRepeatedly, type Pace } from '@/e2e/bench/world/ask';
import type { Keyledger } from '@/e2e/bench/world/start-keyledger';
import type { StoreWatch } from '@/e2e/bench/world/watch-store';
import { measureBareSql } from './bare-sql';
import { measureExport } from './measure-export';

const WARM = { clients: 2, seconds: 10, requests: 40 };
const ALONE = { clients: 1, seconds: 12, requests: 300 };
const CROWD = { clients: 16, seconds: 12, requests: 3000 };

/** No longer than so many seconds each, where a bench is only tried. */
const shorten = (pace: Pace, seconds = pace.seconds): Pace => ({ ...pace, seconds: Math.min(pace.seconds, seconds) });

/** Environment, tag, text and state at once; total and facets come with every page. */
const QUESTION = new URLSearchParams([
  ['env', 'prod'],
  ['env', 'staging'],
  ['tag', toTagPair('team', 'payments')],
  ['state', 'healthy'],
  ['state', 'overdue'],
  ['state', 'never-configured'],
  ['q', 'key'],
]).toString();

/** What people wait for when they look: lists as admin and owner, pages, and the memory it takes. */
export async function measureReading(
  report: Report,
  keyledger: Keyledger,
  watch: StoreWatch,
  seconds?: number,
): Promise<void> {
  const askFor = (urls: readonly string[], cookie: string, pace: Pace) =>
    askRepeatedly(urls, cookie, shorten(pace, seconds));
  const [admin, owner] = [await keyledger.cookieOf('admin'), await keyledger.cookieOf('owner')];
  const list = `${keyledger.url}/api/secrets?${QUESTION}`;
  const { total = 0, items } = secretsList.parse(JSON.parse((await ask({ url: list, cookie: admin })).body));
  if (items.length === 0) throw new Error('the question finds nothing: a figure over it would say nothing');
  const paths = items.slice(0, 20).map(({ id }) => `${keyledger.url}/api/secrets/${id}`);
  const pages = items.slice(0, 20).map(({ id }) => `${keyledger.url}/secrets/${id}`);

  await watch.pool.query('analyze keyledger.secret');
  await measureBareSql(watch.pool, 5);
  const bare = await measureBareSql(watch.pool, 100);
  for (const [who, cookie] of [['admin', admin] as const, ['owner', owner] as const]) {
    await askFor([list], cookie, WARM);
    const alone = await askFor([list], cookie, ALONE);
    const beside = (value: number) => ({ of: 'bare SQL through pg', value });
    const metric = `GET /api/secrets as ${who}, ${total} match`;
    report({ metric: `${metric}, p50`, value: alone.p50, unit: 'ms', baseline: beside(bare.p50) });
    report({ metric: `${metric}, p95`, value: alone.p95, unit: 'ms', baseline: beside(bare.p95) });
    report({ metric: `GET /api/secrets as ${who}, 1 client`, value: alone.perSecond, unit: 'requests/s' });
    const crowd = await askFor([list], cookie, CROWD);
    report({ metric: `GET /api/secrets as ${who}, 16 clients`, value: crowd.perSecond, unit: 'requests/s' });
    report({ metric: `GET /api/secrets as ${who}, 16 clients, p95`, value: crowd.p95, unit: 'ms' });
  }
  const looks: [string, string[]][] = [
    ['GET /secrets, the page', [`${keyledger.url}/secrets`]],
    ['GET /api/secrets/groups, the top', [`${keyledger.url}/api/secrets/groups`]],
    ['GET /api/secrets/groups?by=tag:team', [`${keyledger.url}/api/secrets/groups?by=tag:team`]],
    ['GET /api/secrets/matrix', [`${keyledger.url}/api/secrets/matrix`]],
    [
      'GET /api/secrets/matrix?only=incomplete&env=prod&env=staging',
      [`${keyledger.url}/api/secrets/matrix?only=incomplete&env=prod&env=staging`],
    ],
    ['GET /secrets/{id}, the page', pages],
    ['GET /api/secrets/{id}', paths],
    ['GET /api/secrets/{id}/access', paths.map((path) => `${path}/access`)],
  ];
  for (const [metric, urls] of looks) {
    await askFor(urls, admin, WARM);
    const { p50, p95 } = await askFor(urls, admin, ALONE);
    report({ metric: `${metric}, p50`, value: p50, unit: 'ms' });
    report({ metric: `${metric}, p95`, value: p95, unit: 'ms' });
  }
  await measureExport(report, keyledger, watch);
  for (const part of ['web', 'worker'] as const)
    report({ metric: `memory of the ${part} process`, value: keyledger.megabytesOf(part), unit: 'MB' });
  report({ metric: 'memory of PostgreSQL', value: keyledger.megabytesOf('postgres'), unit: 'MB' });
}
