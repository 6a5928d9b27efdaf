import type { IdempotencyStore, LedgerStore, RoleTestStore, RunStore, ScopeStore, SessionStore } from './act-stores';
import type { AnnotationStore } from './annotation-store';
import type { AthenaStore } from './athena-store';
import type { AnchorStore } from './anchor-store';
import type { CallStore } from './call-store';
import type { ChangesStore } from './changes-store';
import type { ConfigStore } from './config-store';
import type { DiscoveryStore } from './discovery-store';
import type { EventQuestionStore } from './event-question-store';
import type { HistoryStore } from './history-store';
import type { NotificationStore } from './notification-store';
import type { PeopleStore } from './people-store';
import type { ReachStore } from './reach-store';
import type { ReminderStore } from './reminder-store';
import type { InventoryStore } from './inventory-store';
import type { SavedViewStore } from './saved-view-store';
import type { RetentionStore } from './retention-store';
import type { ReviewStore } from './review-store';
import type { TokenStore } from './token-store';
import type { TrailStore } from './trail-store';
import type { UnusualStore } from './unusual-store';
import type { WaveStore } from './wave-store';

/** What services and the sync know of PostgreSQL. Implemented in lib/store. */
export interface Store {
  inventory: InventoryStore;
  history: HistoryStore;
  athena: AthenaStore;
  eventQuestions: EventQuestionStore;
  trail: TrailStore;
  changes: ChangesStore;
  calls: CallStore;
  ledger: LedgerStore;
  anchors: AnchorStore;
  sessions: SessionStore;
  tokens: TokenStore;
  annotations: AnnotationStore;
  reminders: ReminderStore;
  savedViews: SavedViewStore;
  runs: RunStore;
  scopes: ScopeStore;
  discovery: DiscoveryStore;
  idempotency: IdempotencyStore;
  config: ConfigStore;
  people: PeopleStore;
  reach: ReachStore;
  roleTests: RoleTestStore;
  notifications: NotificationStore;
  unusual: UnusualStore;
  reviews: ReviewStore;
  retention: RetentionStore;
  waves: WaveStore;
  /** Resolves when the database answers and its schema is the one this build needs; throws `unavailable`. */
  ping(): Promise<void>;
  /** Whether the role in use may change the ledger (then it is tamper-evident only). */
  ledgerGuard(): Promise<'append-only' | 'tamper-evident'>;
  close(): Promise<void>;
}
