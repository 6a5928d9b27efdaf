import type { ActKind, FoldKind, TimelineEvent } from './timeline-entry';

const ACTS = {
  change: 'change',
  policy: 'policy',
  delete: 'deletion',
  rotation: 'rotation-setting',
  other: 'other',
} as const satisfies Partial<Record<TimelineEvent['actionClass'], ActKind>>;

/** Reads and looks fold, whatever their outcome; of the acts only what was denied does, since it changed nothing. */
export function classifyEvent({
  actionClass,
  outcome,
}: Pick<TimelineEvent, 'actionClass' | 'outcome'>): { fold: FoldKind } | { act: ActKind } {
  if (outcome === 'denied') return { fold: 'denied' };
  if (actionClass !== 'read' && actionClass !== 'list') return { act: ACTS[actionClass] };
  if (outcome === 'failed') return { fold: 'failed' };
  return { fold: actionClass === 'read' ? 'read' : 'look' };
}
