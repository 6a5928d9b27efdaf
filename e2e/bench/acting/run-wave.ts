import { waveDetail, waveItemsList } from '@/lib/contract/waves';
import type { Secret } from '@/lib/local-aws/world/secret';
import { ask } from '@/e2e/bench/world/ask';
import { post } from '@/e2e/bench/world/post';
import type { Keyledger } from '@/e2e/bench/world/start-keyledger';
import type { StoreWatch } from '@/e2e/bench/world/watch-store';
import { waitForEnd } from './follow-rotation';

/** As many at once as a wave may have. */
const AT_ONCE = 50;
const LIMIT_MS = 900_000;
/** Pages that are followed beside the wave; one person may have ten open at once. */
const [PAGES, OPEN] = [20, 8];

interface Wave {
  keyledger: Keyledger;
  watch: StoreWatch;
  cookie: string;
  ids: readonly string[];
  /** As AWS has it. */
  secretOf: (name: string) => Secret;
}

/** Rotates them in one wave without pauses: seconds from its start to its end, and how late pages of its runs told their ends. */
export async function runWave(wave: Wave): Promise<{ seconds: number; lateMs: number[] }> {
  const { keyledger, watch, cookie, ids } = wave;
  const { url } = keyledger;
  const source = { kind: 'ids', ids };
  const drafted = { name: 'a wave of the bench', source, concurrency: AT_ONCE, pauseSeconds: 0, stopAfter: null };
  const { id, name } = waveDetail.parse((await post({ url, path: '/api/waves', cookie, body: drafted })).body);
  const since = performance.now();
  const start = { reason: 'bench', confirmName: name };
  await post({ url, path: `/api/waves/${id}/start`, cookie, body: start });
  const pages = openPages(wave, id);
  await watch.until(`select state in ('finished', 'paused') as done from keyledger.wave where id = $1`, [id], LIMIT_MS);
  const seconds = (performance.now() - since) / 1000;
  const ended = waveDetail.parse(JSON.parse((await ask({ url: `${url}/api/waves/${id}`, cookie })).body));
  if (ended.counts.succeeded !== ids.length) throw new Error(`the wave came to ${JSON.stringify(ended.counts)}`);
  return { seconds, lateMs: await pages };
}

/** Follows runs that are under way as their pages do, some at a time, until the wave has none that it did not see. */
async function openPages({ keyledger, watch, cookie, secretOf }: Wave, id: string): Promise<number[]> {
  const { url } = keyledger;
  const seen = new Map<string, Promise<number>>();
  let open = 0;
  while (seen.size < PAGES) {
    const path = `${url}/api/waves/${id}/items?state=running&limit=5`;
    const { items } = waveItemsList.parse(JSON.parse((await ask({ url: path, cookie })).body));
    for (const { run, secret } of items)
      if (run && !seen.has(run.id) && seen.size < PAGES && open < OPEN)
        seen.set(run.id, followPage(run.id, secretOf(secret.name)));
    const { rows } = await watch.pool.query<{ state: string }>('select state from keyledger.wave where id = $1', [id]);
    if (rows[0]?.state !== 'running') break;
  }
  return Promise.all(seen.values());

  async function followPage(runId: string, secret: Secret): Promise<number> {
    open += 1;
    const { at } = await waitForEnd(`${url}/api/rotations/${runId}/stream`, cookie);
    open -= 1;
    return performance.timeOrigin + at - (secret.rotation?.lastRotated ?? NaN);
  }
}
