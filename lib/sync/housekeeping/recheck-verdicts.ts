import 'server-only';
import { decideRotation } from '@/lib/domain/rotation/decide-rotation';
import type { SystemContext } from '@/lib/domain/ports/context';

const BATCH = 500;
/** A store that keeps naming the same secrets must not keep the worker for ever. */
const MOST_BATCHES = 1_000;

/** Works out again, without AWS, the rotation verdicts that time or new events may have changed. */
export async function recheckVerdicts(ctx: SystemContext, now: Date, signal: AbortSignal): Promise<void> {
  for (let batches = 0; batches < MOST_BATCHES && !signal.aborted; batches += 1) {
    const due = await ctx.store.inventory.dueForRecheck(now, BATCH);
    if (due.length === 0) return;
    const events = await ctx.store.inventory.rotationEvents(due.map(({ id }) => id));
    const verdicts = due.map(({ id, secret }) => ({
      id,
      rotation: decideRotation({ secret, events: events.get(id) ?? [], pendingSince: null, now }),
    }));
    await ctx.store.inventory.applyVerdicts(verdicts);
    if (due.length < BATCH) return;
  }
}
