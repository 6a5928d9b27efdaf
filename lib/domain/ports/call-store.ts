import type { FollowedScope } from '@/lib/domain/inventory/plan-listing';
import type { Scope } from '@/lib/domain/scope';
import type { AwsCall } from './aws';

/** What is known of a scope's cost in calls, over the last 24 hours. */
export interface ScopeCalls {
  scope: Scope;
  secrets: number;
  followed: FollowedScope;
  /** Events of these hours: what a poll reads again. */
  events: number;
  /** Calls by operation as AWS names it. */
  measured: Record<string, number>;
  /** Since when calls are counted, 24 hours ago at most; null: none was. */
  since: Date | null;
}

/** What the sync asked of AWS; what people ask for through Keyledger is not in it. */
export interface CallStore {
  add(calls: readonly AwsCall[], now: Date): Promise<void>;
  /** Every configured scope. */
  list(now: Date): Promise<ScopeCalls[]>;
}
