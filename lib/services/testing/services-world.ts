import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { EVERYTHING, type Persona } from '@/lib/domain/grant';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Scope } from '@/lib/domain/scope';
import { accounts, roleArn } from '@/lib/local-aws/seed/identities';
import { createJobs } from '@/lib/sync/create-jobs';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { readInventory, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { actorAs } from './actor-as';

/** Those of the seed that have a part in SEED.md, over three accounts and two regions. */
const TOLD = 27;
const DAY_MS = 86_400_000;
const never = new AbortController().signal;
const ownReadRoles = accounts.map(({ id }) => roleArn(id, 'read'));

export interface ServicesWorld extends SyncFixture {
  scopes: readonly Scope[];
  /** Everything that verbs logged, as JSON. */
  logged: string[];
  as(persona: Persona, change?: Partial<Actor>): Context;
  /** Lists all scopes as the worker does. */
  sync(): Promise<void>;
  /** Reads the whole history of all scopes as the worker does. */
  readHistory(): Promise<void>;
  row(name: string): Promise<InventoryRow>;
  scopeOf(name: string): Promise<Scope>;
  /** Oldest first. */
  ledger(): Promise<LedgerEntry[]>;
}

/** The told secrets of the seed, already listed, with real jobs; quiet but for what a test does. */
export async function startServicesWorld(local: Parameters<typeof startSyncFixture>[0] = {}): Promise<ServicesWorld> {
  const fixture = await startSyncFixture({
    ...local,
    local: { secrets: TOLD, historyDays: 0, quotas: false, rotationStepMs: 20, ...local.local },
  });
  const logged: string[] = [];
  const write = (fields: Record<string, unknown>, message: string): void =>
    void logged.push(JSON.stringify({ ...fields, message }));
  const log = { info: write, warn: write, error: write };
  const jobs = createJobs(fixture.database.appUrl, log);
  await jobs.start();
  const ctx = { ...fixture.ctx, jobs, log };
  async function sync(): Promise<void> {
    const list = createInventoryHandler(ctx);
    for (const scope of seededScopes) await list(toJobData(scope.id), never);
  }
  async function readHistory(): Promise<void> {
    const { history } = ctx.store;
    const now = ctx.now().getTime();
    await history.preparePartitions(new Date(now - 92 * DAY_MS), new Date(now + 35 * DAY_MS));
    const read = createHistoryHandler(ctx, ownReadRoles);
    const untilRead = async (scopeId: string): Promise<void> => {
      const next = await read(toJobData(scopeId), never);
      if (next?.afterSeconds === 0) await untilRead(scopeId);
    };
    await Promise.all(seededScopes.map(({ id }) => untilRead(id)));
    await history.refreshUsage(ctx.now());
  }
  async function row(name: string): Promise<InventoryRow> {
    const found = (await readInventory(ctx)).find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no secret ${name}`);
    return found;
  }
  await sync();
  return {
    ...fixture,
    ctx,
    scopes: seededScopes,
    logged,
    as: (persona, change) => ({ ...ctx, actor: actorAs(persona, change), requestId: 'request-of-test' }),
    sync,
    readHistory,
    row,
    async scopeOf(name) {
      const { scopeId } = await row(name);
      const scope = seededScopes.find(({ id }) => id === scopeId);
      if (!scope) throw new Error(`no scope ${scopeId}`);
      return scope;
    },
    ledger: async () => (await ctx.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null })).toReversed(),
    async stop() {
      await jobs.stop();
      await fixture.stop();
    },
  };
}
