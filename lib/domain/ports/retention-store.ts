import type { ActionClass } from '@/lib/domain/event-record';

/** What one class has lost by its retention, as is known. */
export interface Unkept {
  action: ActionClass;
  /** Single events before it are deleted; what each day came to is kept. */
  before: Date;
  /** How many events in all. */
  deleted: number;
  /** When the last of them was. */
  deletedAt: Date;
}

export interface RetentionStore {
  /** Of classes of which something was deleted. */
  unkept(): Promise<Unkept[]>;
  /**
   * Deletes events of a class of one UTC day before a moment, the first that has any, and keeps what the day came to.
   * `after`: days up to it are done in this pass. Bounded, and to be called until it gives null; whatever ends it in between,
   * every event is either there or in what its day came to. A day that is still being filled in is left for later.
   */
  deleteDay(asked: {
    action: ActionClass;
    before: Date;
    after: string | null;
    now: Date;
    signal: AbortSignal;
  }): Promise<{ day: string; deleted: number } | null>;
  /** Deletes blocks of records before the moment that no event names, and others that lost events; says how many. */
  deleteBlocks(before: Date | null, signal: AbortSignal): Promise<number>;
  /** Gives the space of whole months before the moment back to the file system; says of how many. */
  compact(before: Date, signal: AbortSignal): Promise<number>;
}
