import type { ScopeProblem } from '@/lib/domain/scope';
import type { AccountState } from './organization-account';

/** An account as the discoveries so far know it. */
export interface KnownAccount {
  id: string;
  name: string;
  state: AccountState;
  joinedAt: Date | null;
  /** By the first discovery that named it, and by the last. */
  foundAt: Date;
  seenAt: Date;
  /** Since when a whole listing no longer names it; null: it does. */
  leftAt: Date | null;
  /** The regions that it has enabled, as they were last read; null: never. */
  regions: string[] | null;
  regionsAt: Date | null;
  /** Why its regions could not be read the last time. */
  problem: ScopeProblem | null;
}

/** How the last discovery ended; null in `asOf`: none ever succeeded. */
export interface DiscoveryStatus {
  asOf: Date | null;
  lookedAt: Date;
  problem: ScopeProblem | null;
}
