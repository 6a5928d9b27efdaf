import 'server-only';
import type { Store } from '@/lib/domain/ports/store';
import { createIdempotencyStore } from './acts/idempotency';
import { createRunStore } from './acts/runs';
import { createScopeStore } from './acts/scopes';
import { createSessionStore } from './acts/sessions';
import { connect, type StoreOptions } from './connect';
import { guardStore } from './guard-store';
import { createHistoryStore } from './history/create-history-store';
import { createInventoryStore } from './inventory/create-inventory-store';
import { createLedgerStore, findLedgerGuard } from './ledger/create-ledger-store';
import { ping } from './ping';

/** Opens no connection until it is asked something; whatever the database refuses comes as an AppError. */
export function createStore(options: StoreOptions): Store {
  const { db, close } = connect(options);
  return guardStore({
    inventory: guardStore(createInventoryStore(db)),
    history: guardStore(createHistoryStore(db)),
    ledger: guardStore(createLedgerStore(db)),
    sessions: guardStore(createSessionStore(db)),
    runs: guardStore(createRunStore(db)),
    scopes: guardStore(createScopeStore(db)),
    idempotency: guardStore(createIdempotencyStore(db)),
    ping: () => ping(db),
    ledgerGuard: () => findLedgerGuard(db),
    close,
  });
}
