import type { FollowedScope } from '@/lib/domain/inventory/plan-listing';

/** A secret that an event named as changed, or a listing as one that it cannot tell all of. */
export interface ChangedSecret {
  /** As DescribeSecret takes it: its ARN where that is known, else as the caller named it. */
  ref: string;
  /** When the latest of the events happened. */
  at: Date;
  /** Times that AWS did not describe it. */
  tries: number;
  /** A listing noted it and no event since: `at` is when that began. */
  ofListing: boolean;
}

/**
 * What the history named as changed and nobody has described since: kept by `applyEvents`, with the events. With it the
 * primaries of replications, kept by `finishListing`: how their replicas are, only a describe tells.
 */
export interface ChangesStore {
  /**
   * The next to be described, in the order in which they were put off. Of a scope without a complete listing
   * none: that will name them.
   */
  due(scopeId: string, now: Date, limit: number): Promise<ChangedSecret[]>;
  /** When the next one is due; null: none waits. */
  nextAt(scopeId: string): Promise<Date | null>;
  /** Described; an event that came meanwhile keeps its secret here. Also forgets what a later listing saw. */
  settle(scopeId: string, done: readonly Pick<ChangedSecret, 'ref' | 'at'>[]): Promise<void>;
  /** Tried again then; `problem`: why AWS did not describe it, its code. */
  putOff(scopeId: string, ref: string, until: Date, problem: string): Promise<void>;
  /** Secrets of any scope, by ARN, that changed with another at that time. */
  note(arns: readonly string[], at: Date, now: Date): Promise<string[]>;
  /** Configured scopes that have one due. */
  scopesWithDue(now: Date): Promise<string[]>;
  /** How far the history is read that names what changed, and what of that nobody could describe. */
  followed(scopeId: string): Promise<FollowedScope>;
  /**
   * Where the history is read without a gap since the last complete listing, and nothing that it named waits,
   * the inventory is as young as what CloudTrail can have told of by then.
   */
  noteFollowed(scopeId: string): Promise<void>;
}
