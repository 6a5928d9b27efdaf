import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { EVERYTHING, NOTHING } from '@/lib/domain/grant';
import type { InventoryFilter, InventoryQuery, Sight } from '@/lib/domain/ports/inventory-store';
import type { Store } from '@/lib/domain/ports/store';
import type { Scope } from '@/lib/domain/scope';
import { createStore } from '@/lib/store/create-store';
import { minutesAfter, NOW } from './make-secret';
import { startTestDatabase, type TestDatabase } from './test-database';

export const ALL: Sight = { inventory: EVERYTHING, history: EVERYTHING };
export const NO_HISTORY: Sight = { inventory: EVERYTHING, history: NOTHING };

export interface TestStore {
  store: Store;
  database: TestDatabase;
  stop(): Promise<void>;
}

/** A store of the app role on a database of its own. */
export async function startTestStore(scopes: readonly Scope[]): Promise<TestStore> {
  const database = await startTestDatabase();
  const store = createStore({ databaseUrl: database.appUrl });
  await store.scopes.configure(scopes);
  return {
    store,
    database,
    async stop() {
      await store.close();
      await database.stop();
    },
  };
}

/** A whole listing of one scope. */
export async function applyListing(
  store: Store,
  scopeId: string,
  secrets: readonly DecidedSecret[],
  startedAt: Date = NOW,
): Promise<{ added: number; updated: number; removed: number }> {
  const listing = await store.inventory.startListing(scopeId, startedAt);
  await store.inventory.applyPage(
    listing,
    secrets.map((secret) => ({ ...secret, observedAt: startedAt })),
  );
  return store.inventory.finishListing(listing, minutesAfter(startedAt, 1));
}

export const toQuery = (filter: InventoryFilter = {}, more: Partial<InventoryQuery> = {}): InventoryQuery => ({
  filter,
  sort: 'name',
  order: 'asc',
  limit: 50,
  after: null,
  now: NOW,
  ...more,
});

export const listNames = async (store: Store, filter: InventoryFilter = {}, sight: Sight = ALL): Promise<string[]> =>
  (await store.inventory.list(sight, toQuery(filter))).map(({ name }) => name);
