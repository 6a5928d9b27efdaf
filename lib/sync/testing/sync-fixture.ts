import 'server-only';
import type { ConfigSummary, SystemContext } from '@/lib/domain/ports/context';
import { EVERYTHING } from '@/lib/domain/grant';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import type { InventoryRow, Sight } from '@/lib/domain/ports/inventory-store';
import { toScopeId, type Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { accounts, regions } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { APP_ROLE } from '@/lib/store/bootstrap-roles';
import { grantJobs } from '@/lib/store/grant-jobs';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { migrateJobs } from '@/lib/sync/migrate-jobs';
import { createTestContext } from './test-context';

export const ALL: Sight = { inventory: EVERYTHING, history: EVERYTHING };

export const seededScopes: Scope[] = accounts.flatMap(({ id, name }) =>
  regions.map((region) => ({ id: toScopeId(id, region), accountId: id, accountName: name, region, partition: 'aws' })),
);

export interface SyncFixture {
  database: TestDatabase;
  local: LocalAws;
  ctx: SystemContext;
  fault(body: object): Promise<void>;
  clearFaults(): Promise<void>;
  stop(): Promise<void>;
}

/** So many times as often as AWS allows. */
const UNPACED = 100;

interface What {
  local?: Parameters<typeof startLocalAws>[0];
  config?: Partial<ConfigSummary>;
  scopes?: readonly Scope[];
}

/** A database, a local AWS and a context over both; no worker yet. */
export async function startSyncFixture({
  local: options,
  config,
  scopes = seededScopes,
}: What = {}): Promise<SyncFixture> {
  const [database, local] = await Promise.all([startTestDatabase(), startLocalAws({ traffic: false, ...options })]);
  await migrateJobs(database.ownerUrl);
  await grantJobs(database.ownerUrl, APP_ROLE);
  // Who may ask as often as they like does not wait for a turn.
  const aws = options?.quotas === false ? { lookupEventsShare: UNPACED } : {};
  const ctx = createTestContext(database.appUrl, local.url, { aws, ...(config && { config }) });
  await ctx.store.scopes.configure(scopes);
  const control = async (method: string, body?: object): Promise<void> => {
    const answer = await fetch(
      `${local.url}/_local/faults`,
      body ? { method, body: JSON.stringify(body) } : { method },
    );
    // A fault that the local AWS does not take would leave its test to hold over nothing.
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    database,
    local,
    ctx,
    fault: (body) => control('POST', body),
    clearFaults: () => control('DELETE'),
    async stop() {
      await ctx.store.close();
      await local.close();
      await database.stop();
    },
  };
}

export async function readInventory(ctx: SystemContext): Promise<InventoryRow[]> {
  const rows: InventoryRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last ? { value: last.name, id: last.id } : null;
    const query = {
      filter: { pending: 'include' },
      sort: 'name',
      order: 'asc',
      limit: 200,
      after,
      now: new Date(),
    } as const;
    const page = await ctx.store.inventory.list(ALL, query);
    rows.push(...page);
    if (page.length < 200) return rows;
  }
}

export async function readEvents(ctx: SystemContext): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const last = events.at(-1);
    const after = last ? { at: last.at, eventId: last.eventId } : null;
    const page = await ctx.store.history.listEvents(ALL, { filter: {}, limit: 500, after });
    events.push(...page);
    if (page.length < 500) return events;
  }
}

/** What AWS itself lists in a scope. */
export async function listAll(ctx: SystemContext, scope: Scope): Promise<ObservedSecret[]> {
  const found: ObservedSecret[] = [];
  for await (const page of ctx.aws.listSecrets(scope)) found.push(...page);
  return found;
}

/** All calls that AWS has records of in a scope and range: by sharedEventID where two accounts have one each, else by eventID. */
export async function lookUpCalls(
  ctx: SystemContext,
  scope: Scope,
  range: { from: Date; to: Date },
): Promise<string[]> {
  const calls: string[] = [];
  for await (const { records } of ctx.aws.lookupEvents(scope, range))
    for (const record of records) {
      const [shared, id] = ['sharedEventID', 'eventID'].map((field): unknown => Reflect.get(Object(record), field));
      calls.push(String(shared ?? id));
    }
  return calls;
}
