import 'server-only';
import type { Context } from '@/lib/domain/ports/context';
import { decideRotation } from '@/lib/domain/rotation/decide-rotation';
import { findPendingVersion } from '@/lib/domain/rotation/read-progress';
import type { RotationEvent, RotationVerdict } from '@/lib/domain/rotation-state';
import { sightOf } from './authorize';
import type { BegunAct } from './begin-act';

/** Where the rotation stands by AWS's labels of now and the events that are known. */
export async function findRotation(
  ctx: Context,
  { row, described }: Pick<BegunAct, 'row' | 'described'>,
): Promise<{ events: RotationEvent[]; rotation: RotationVerdict }> {
  const [events, known] = await Promise.all([
    ctx.store.inventory.rotationEvents([row.id]),
    ctx.store.inventory.findVersions(sightOf(ctx), row.id),
  ]);
  const own = events.get(row.id) ?? [];
  const pending = findPendingVersion(described.versionStages);
  const pendingSince = known?.versions.find(({ versionId }) => versionId === pending)?.createdAt ?? null;
  return { events: own, rotation: decideRotation({ secret: described, events: own, pendingSince, now: ctx.now() }) };
}
