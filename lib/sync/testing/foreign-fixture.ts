import 'server-only';
import { toAccount } from '@/lib/aws/testing/test-options';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toScopeId, type Scope, type ScopeHealth } from '@/lib/domain/scope';
import type { Bend } from '@/lib/local-aws/bends/bend';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { readInventory } from './sync-fixture';
import { createTestContext } from './test-context';

const REGION = 'eu-west-1';
const DAY_MS = 86_400_000;

export interface ForeignFixture {
  ctx: SystemContext;
  scope: Scope;
  /** Names of what is really there, sorted. */
  names(): string[];
  bend(...bends: Bend[]): void;
  syncInventory(): Promise<void>;
  /** Seconds until it is tried again. */
  syncHistory(): Promise<number | null>;
  /** Room for events, which the housekeeper makes otherwise. */
  prepareHistory(): Promise<void>;
  rows(): Promise<InventoryRow[]>;
  health(): Promise<ScopeHealth>;
  stop(): Promise<void>;
}

/** One local AWS for many fixtures: to make it takes longer than to bend it. */
export const startForeignAws = (): Promise<LocalAws> =>
  startLocalAws({ secrets: 1_400, historyDays: 1, quotas: false, traffic: false });

/** A database, and the demo's context over an endpoint that is not AWS, with the credentials of the account's own user. */
export async function startForeignFixture(local: LocalAws, accountId = '111122223333'): Promise<ForeignFixture> {
  const database: TestDatabase = await startTestDatabase();
  const [user] = adminUsers;
  if (!user) throw new Error('no administrator');
  const { accessKeyId, secretAccessKey, account } = user;
  const ctx = createTestContext(database.appUrl, local.url, {
    aws: {
      accounts: [toAccount({}, accountId)],
      ownAccountId: accountId,
      demoOverForeignEndpoint: true,
      credentials: { accessKeyId, secretAccessKey },
    },
  });
  const scope = {
    id: toScopeId(accountId, REGION),
    accountId,
    accountName: accountId,
    region: REGION,
    partition: 'aws',
  };
  await ctx.store.scopes.configure([scope]);
  const never = new AbortController().signal;
  const bend = (...bends: Bend[]): void => {
    local.world.options.bends = bends;
  };
  return {
    ctx,
    scope,
    bend,
    names: () => [...(local.world.scopes.get(`${account}/${REGION}`)?.byName.keys() ?? [])].toSorted(),
    async syncInventory() {
      await createInventoryHandler(ctx)({ ...toJobData(scope.id), asked: false }, never);
    },
    async syncHistory() {
      const next = await createHistoryHandler(ctx, [])({ ...toJobData(scope.id), asked: false }, never);
      return next?.afterSeconds ?? null;
    },
    prepareHistory: () =>
      ctx.store.history.preparePartitions(new Date(Date.now() - 92 * DAY_MS), new Date(Date.now() + DAY_MS)),
    rows: () => readInventory(ctx),
    async health() {
      const [found] = await ctx.store.scopes.health(EVERYTHING);
      if (!found) throw new Error('no scope');
      return found;
    },
    async stop() {
      bend();
      await ctx.store.close();
      await database.stop();
    },
  };
}
