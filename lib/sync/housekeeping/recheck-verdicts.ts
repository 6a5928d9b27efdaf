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

/** So many at once: a schedule may have thousands of one minute, and what events named goes on beside them. */
const MOST_ASKED = 50;

/** What only its date says of a secret is asked of AWS at once: the next listing may be hours away. */
async function askAgain(ctx: SystemContext, due: readonly DecidedSecret[], verdicts: readonly Verdict[], now: Date) {
  const rows = new Map(due.map((row) => [row.id, row]));
  const unseen = verdicts.flatMap(({ id, rotation: { state, since } }) => {
    const row = rows.get(id);
    return row && state === 'overdue' && since && row.observedAt < since ? [{ arn: row.secret.arn, since }] : [];
  });
  const asked = unseen.slice(0, MOST_ASKED);
  if (asked.length === 0) return;
  const last = new Date(Math.max(...asked.map(({ since }) => since.getTime())));
  await ctx.store.changes.note(
    asked.map(({ arn }) => arn),
    last,
    now,
  );
}
