import 'server-only';
import type { Store } from '@/lib/domain/ports/store';
import { createAnnotationStore } from './acts/annotations';
import { createAthenaStore } from './athena/create-athena-store';
import { createCallStore } from './acts/aws-calls';
import { createConfigStore } from './acts/config';
import { createDiscoveryStore } from './discovery/create-discovery-store';
import { createIdempotencyStore } from './acts/idempotency';
import { createPeopleStore } from './acts/people';
import { createRoleTestStore } from './acts/role-tests';
import { createRunStore } from './acts/runs';
import { createSavedViewStore } from './acts/saved-views';
import { createScopeStore } from './acts/scopes';
import { createSessionStore } from './acts/sessions';
import { createTokenStore } from './acts/tokens';
import { createChangesStore } from './changes/create-changes-store';
import { connect, type StoreOptions } from './connect';
import { createEventQuestionStore } from './event-questions/create-event-question-store';
import { guardStore } from './guard-store';
import { createHistoryStore } from './history/create-history-store';
import { indexInventory } from './item-index/index-inventory';
import { IndexKeeper } from './item-index/keep-index';
import { createReachStore } from './inventory/compare-reach';
import { createInventoryStore } from './inventory/create-inventory-store';
import { createAnchorStore } from './ledger/create-anchor-store';
import { createLedgerStore, findLedgerGuard } from './ledger/create-ledger-store';
import { createNotificationStore } from './notifications/create-notification-store';
import { ping } from './ping';
import { createReminderStore } from './reminders/create-reminder-store';
import { createTrailStore } from './trail/create-trail-store';
import { createWaveStore } from './waves/create-wave-store';
import { createUnusualStore } from './unusual/create-unusual-store';
import { createRetentionStore } from './retention/create-retention-store';
import { createReviewStore } from './reviews/create-review-store';

/** Opens no connection until it is asked something, or is to keep an index; whatever the database refuses comes as an AppError. */
export function createStore(options: StoreOptions): Store {
  const { db, close } = connect(options);
  const inventory = createInventoryStore(db);
  const keeper = options.indexed ? new IndexKeeper(db, options.log) : null;
  keeper?.start();
  return guardStore({
    inventory: guardStore(keeper ? { ...inventory, ...indexInventory(db, keeper, inventory) } : inventory),
    history: guardStore(createHistoryStore(db)),
    athena: guardStore(createAthenaStore(db)),
    eventQuestions: guardStore(createEventQuestionStore(db)),
    trail: guardStore(createTrailStore(db)),
    calls: guardStore(createCallStore(db)),
    changes: guardStore(createChangesStore(db)),
    ledger: guardStore(createLedgerStore(db, options.limitsTimes)),
    anchors: guardStore(createAnchorStore(db)),
    sessions: guardStore(createSessionStore(db)),
    tokens: guardStore(createTokenStore(db)),
    annotations: guardStore(createAnnotationStore(db)),
    reminders: guardStore(createReminderStore(db)),
    savedViews: guardStore(createSavedViewStore(db)),
    runs: guardStore(createRunStore(db)),
    scopes: guardStore(createScopeStore(db)),
    discovery: guardStore(createDiscoveryStore(db)),
    idempotency: guardStore(createIdempotencyStore(db)),
    config: guardStore(createConfigStore(db)),
    people: guardStore(createPeopleStore(db)),
    reach: guardStore(createReachStore(db)),
    roleTests: guardStore(createRoleTestStore(db)),
    notifications: guardStore(createNotificationStore(db)),
    unusual: guardStore(createUnusualStore(db)),
    retention: guardStore(createRetentionStore(db)),
    reviews: guardStore(createReviewStore(db)),
    waves: guardStore(createWaveStore(db)),
    ping: () => ping(db),
    ledgerGuard: () => findLedgerGuard(db),
    async close() {
      await keeper?.close();
      await close();
    },
  });
}
