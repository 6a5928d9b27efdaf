import 'server-only';
import { dayOf } from '@/lib/domain/day';
import type { ActionClass } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toHorizons } from '@/lib/domain/retention/retention';
import type { Handler } from '@/lib/sync/run-job';

/** Looked at so often whether it is another day. */
const EVERY_SECONDS = 600;
/** Soon, since the next worker that is free may be another one. */
const ELSEWHERE_SECONDS = 1;
/** A long backlog gives way to the process that stops. */
const SLICE_MILLISECONDS = 20_000;

interface Pass {
  /** Of each class the last day that is done. */
  after: Map<ActionClass, string>;
  deleted: number;
}

/**
 * Once a day deletes single events that are older than their class is kept, day by day from the oldest, then what they leave
 * behind. `isAgreed`: whether this process's own file is the one that all agreed on: what an older one lets go is not to be
 * had again.
 */
export function createRetentionHandler(ctx: SystemContext, isAgreed: () => boolean): Handler {
  const { retention } = ctx.store;
  let pass: Pass | null = null;

  /** Whether all is done. */
  async function goOn(of: Pass, now: Date, signal: AbortSignal): Promise<boolean> {
    const end = performance.now() + SLICE_MILLISECONDS;
    for (const { action, before } of toHorizons(ctx.config.retention, now)) {
      for (;;) {
        if (performance.now() > end || signal.aborted || !isAgreed()) return false;
        const after = of.after.get(action) ?? null;
        const done = await retention.deleteDay({ action, before, after, now, signal });
        of.deleted += done?.deleted ?? 0;
        if (done === null) break;
        if (!signal.aborted) of.after.set(action, done.day);
      }
    }
    return true;
  }

  return async ({ doneOn }, signal) => {
    const now = ctx.now();
    if (doneOn === dayOf(now)) return { afterSeconds: EVERY_SECONDS };
    if (!isAgreed()) return { afterSeconds: ELSEWHERE_SECONDS };
    pass ??= { after: new Map(), deleted: 0 };
    if (!(await goOn(pass, now, signal))) return { afterSeconds: 0 };
    const reads = toHorizons(ctx.config.retention, now).find(({ action }) => action === 'read')?.before ?? null;
    const blocks = await retention.deleteBlocks(reads, signal);
    const months = reads === null ? 0 : await retention.compact(reads, signal);
    if (signal.aborted) return { afterSeconds: 0 };
    if (pass.deleted + blocks > 0) {
      const told = { room: 'sync', kind: 'retention', count: pass.deleted, blocks, months };
      ctx.log.info(told, 'events older than they are kept are deleted');
    }
    pass = null;
    return { afterSeconds: EVERY_SECONDS, doneOn: dayOf(now) };
  };
}
