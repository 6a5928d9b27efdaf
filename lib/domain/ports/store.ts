import type { IdempotencyStore, LedgerStore, RunStore, ScopeStore, SessionStore } from './act-stores';
import type { HistoryStore } from './history-store';
import type { InventoryStore } from './inventory-store';

/** What services and the sync know of PostgreSQL. Implemented in lib/store. */
export interface Store {
  inventory: InventoryStore;
  history: HistoryStore;
  ledger: LedgerStore;
  sessions: SessionStore;
  runs: RunStore;
  scopes: ScopeStore;
  idempotency: IdempotencyStore;
  /** Resolves when the database answers and its schema is the one this build needs; throws `unavailable`. */
  ping(): Promise<void>;
  /** Whether the role in use may change the ledger (then it is tamper-evident only). */
  ledgerGuard(): Promise<'append-only' | 'tamper-evident'>;
  close(): Promise<void>;
}
