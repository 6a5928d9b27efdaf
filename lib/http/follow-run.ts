import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunView } from '@/lib/contract/rotation';
import { isEnded } from '@/lib/domain/run';
import type { Context } from '@/lib/domain/ports/context';
import { getRun } from '@/lib/services/get-run';
import type { Follow } from './definition';

const POLL_MS = 700;

/**
 * A run at every change, until it has ended or is no longer the person's to see. Who asks is seen again before
 * each look, so that nothing is told after a session, a token or a grant has ended: it ends the stream.
 */
export async function* followRun(
  ctx: Context,
  input: { id: string },
  { signal, refresh }: Follow,
): AsyncGenerator<RunView> {
  let asking = ctx;
  let last = '';
  while (!signal.aborted) {
    const run = await getRun(asking, input);
    const state = JSON.stringify(run);
    if (state !== last) yield run;
    if (isEnded(run.state)) return;
    last = state;
    await wait(POLL_MS, undefined, { signal });
    asking = await refresh();
  }
}
