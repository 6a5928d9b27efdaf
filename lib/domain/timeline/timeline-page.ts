import type { GapEntry } from './timeline-entry';

/** One page of events, and what is known beside them. */
export interface TimelinePage<E, R> {
  /** Newest first, as they stand on this page. */
  events: readonly E[];
  /** The secret's runs near this page; shown by themselves where AWS's events do not tell of them. */
  runs: readonly R[];
  /** Newest first. */
  gaps: readonly GapEntry[];
  /** Where the page before ended: its last event's time, and whether that one folds with what follows. Null: the first page. */
  before: { at: Date; folds: boolean } | null;
  /** The first event of the page after; null: there is none. */
  next: E | null;
  /** Some events were filtered out: what is not here may still be. */
  filtered: boolean;
  now: Date;
}
