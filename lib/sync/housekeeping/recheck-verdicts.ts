import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import { decideRotation } from '@/lib/domain/rotation/decide-rotation';
import type { SystemContext } from '@/lib/domain/ports/context';

interface Verdict {
  id: string;
  rotation: RotationVerdict;
}

const BATCH = 500;
/** A store that keeps naming the same secrets must not keep the worker for ever. */
const MOST_BATCHES = 1_000;

/** Works out again, without AWS, the rotation verdicts that time or new events may have changed. */
export async function recheckVerdicts(ctx: SystemContext, now: Date, signal: AbortSignal): Promise<void> {
  for (let batches = 0; batches < MOST_BATCHES && !signal.aborted; batches += 1) {
    const due = await ctx.store.inventory.dueForRecheck(now, BATCH);
    if (due.length === 0) return;
    const events = await ctx.store.inventory.rotationEvents(due.map(({ id }) => id));
    const verdicts = due.map(({ id, secret, observedAt }) => ({
      id,
      rotation: decideRotation({ secret, events: events.get(id) ?? [], pendingSince: null, observedAt, now }),
    }));
    await ctx.store.inventory.applyVerdicts(verdicts);
    await askAgain(ctx, due, verdicts, now);
    if (due.length < BATCH) return;
  }
}

/** What only its date says of a secret is asked of AWS at once: the next listing may be hours away. */
async function askAgain(ctx: SystemContext, due: readonly DecidedSecret[], verdicts: readonly Verdict[], now: Date) {
  const rows = new Map(due.map((row) => [row.id, row]));
  const unseen = new Map<number, string[]>();
  for (const { id, rotation } of verdicts) {
    const [row, date] = [rows.get(id), rotation.state === 'overdue' ? rotation.since : null];
    if (row && date && row.observedAt < date)
      unseen.set(date.getTime(), [...(unseen.get(date.getTime()) ?? []), row.secret.arn]);
  }
  for (const [date, arns] of unseen) await ctx.store.changes.note(arns, new Date(date), now);
}
