import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '@/lib/domain/ports/context';
import { startLocalAws, type LocalAws } from './start-local-aws';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** The local AWS, started anew when it dies: on the same port, since the other processes were told that one. */
export async function keepLocalAws(anchor: Date, log: Log): Promise<Pick<LocalAws, 'url' | 'stop'>> {
  const first = await startLocalAws(anchor, 0);
  const port = Number(new URL(first.url).port);
  const stopped = new AbortController();
  let running = first;

  async function watch(failures: number): Promise<void> {
    await running.ended;
    if (stopped.signal.aborted) return;
    const afterSeconds = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT) / 1000;
    log.error({ kind: 'local-aws', failures, afterSeconds }, 'the local AWS endpoint ended; started again');
    await wait(afterSeconds * 1000, undefined, { signal: stopped.signal }).catch(() => undefined);
    if (stopped.signal.aborted) return;
    const next = await startLocalAws(anchor, port).catch((error: unknown) => {
      log.error({ kind: 'local-aws', error }, 'the local AWS endpoint could not be started again');
      return null;
    });
    if (next) running = next;
    await watch(next ? 0 : failures + 1);
  }
  const watching = watch(0);

  return {
    url: first.url,
    async stop() {
      stopped.abort();
      const current = running;
      await current.stop();
      await watching;
      // A start may have been under way meanwhile.
      if (running !== current) await running.stop();
    },
  };
}
