import type { AccessEvent } from '@/lib/domain/event-record';
import type { RotationStep } from '@/lib/domain/rotation-state';
import type { RotationRun, RunState } from '@/lib/domain/run';

export type TimelineEvent = Omit<AccessEvent, 'raw'>;
export type TimelineRun = Pick<
  RotationRun,
  'id' | 'state' | 'step' | 'message' | 'startedBy' | 'reason' | 'startedAt' | 'endedAt'
>;

/** What folds: reads of the value, looks at metadata, attempts that were denied, and what failed otherwise. */
export const FOLD_KINDS = ['read', 'look', 'denied', 'failed'] as const;
export type FoldKind = (typeof FOLD_KINDS)[number];

/** One principal's events of one kind, between two others' acts and within a day (UTC). */
export interface FoldEntry<E> {
  kind: FoldKind;
  /** Newest first, at least one. */
  events: [E, ...E[]];
  /** The stretch goes on beyond this page, so that there may be more of the same on it. */
  newerPage: boolean;
  olderPage: boolean;
}

export const ACT_KINDS = ['change', 'policy', 'deletion', 'rotation-setting', 'other'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** What stands alone. */
export interface ActEntry<E> {
  kind: ActKind;
  event: E;
}

/** One attempt: what AWS told of it, the calls that belong to it, and our run where there is one. */
export interface RotationEntry<E, R> {
  kind: 'rotation';
  state: RunState;
  /** The step that failed or was last seen. */
  step: RotationStep | null;
  message: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Newest first; none where only the run is known yet. */
  events: E[];
  run: R | null;
  /** Its end, or its beginning, may be on the page before or after this one. */
  newerPage: boolean;
  olderPage: boolean;
}

/** History that was not read: what happened in it is unknown. `to` null: since then. `from` null: all before. */
export interface GapEntry {
  kind: 'gap';
  from: Date | null;
  to: Date | null;
}

export type TimelineEntry<E = TimelineEvent, R = TimelineRun> =
  | FoldEntry<E>
  | ActEntry<E>
  | RotationEntry<E, R>
  | GapEntry;
