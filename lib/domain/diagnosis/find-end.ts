import { newestFirst } from '@/lib/domain/rotation/read-progress';
import type { RotationEvent, RotationVerdict } from '@/lib/domain/rotation-state';

export interface LatestRotation {
  /** How it ended badly; null: it did not, as far as is known. */
  end: RotationEvent | null;
  start: RotationEvent | null;
}

/**
 * Of all that is known the rotation that is failing or stuck now. A failure or an abandonment that something newer
 * followed is of an earlier one; only where the state itself rests on it does a start after it leave it standing.
 */
export function findLatestRotation(events: readonly RotationEvent[], state: RotationVerdict['state']): LatestRotation {
  const sorted = events.toSorted(newestFirst);
  const at = sorted.findIndex(({ name }) => name !== 'RotationStarted');
  const last = sorted[at] ?? null;
  const isOver = last === null || last.name === 'RotationSucceeded' || (at > 0 && state !== 'failing');
  const rest = isOver ? sorted.slice(0, at < 0 ? undefined : at) : sorted.slice(at);
  return { end: isOver ? null : last, start: rest.find(({ name }) => name === 'RotationStarted') ?? null };
}
