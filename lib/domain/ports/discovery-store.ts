import type { DiscoveryStatus, KnownAccount } from '@/lib/domain/discovery/known-account';
import type { AccountsPlan } from '@/lib/domain/discovery/plan-accounts';
import type { FoundAccounts } from '@/lib/domain/discovery/organization-account';
import type { ScopesPlan } from '@/lib/domain/discovery/plan-scopes';
import type { ScopeProblem } from '@/lib/domain/scope';

type Problem = Omit<ScopeProblem, 'since'>;

/** What was found by discovery. */
export interface DiscoveryStore {
  /** Every account that was ever found, by name. */
  accounts(): Promise<KnownAccount[]>;
  find(accountId: string): Promise<KnownAccount | null>;
  /** null: nothing was ever looked for. */
  status(): Promise<DiscoveryStatus | null>;
  /** What a listing told, in one transaction; `problem`: of what it told badly. Gives what changed. */
  record(found: FoundAccounts, problem: Problem | null, at: Date): Promise<AccountsPlan>;
  /** Nothing was learned; what is known stays. A problem of the same code goes on: its beginning is kept. */
  recordFailure(problem: Problem, at: Date): Promise<void>;
  recordRegions(accountId: string, regions: readonly string[], at: Date): Promise<void>;
  recordRegionsFailure(accountId: string, problem: Problem, at: Date): Promise<void>;
  /**
   * Makes the scopes of these accounts so, in one transaction. Those that keyledger.yaml lists are left alone, and a scope
   * that is gone keeps what was read of it, or leaves where nothing ever was. How many were added, and how many went.
   */
  applyScopes(plans: readonly ScopesPlan[], at: Date): Promise<{ added: number; gone: number }>;
}
