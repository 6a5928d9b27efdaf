import 'server-only';
import type { AccessEvent, CoverageInterval } from '@/lib/domain/event-record';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Later, StoredFinding, UnusualFilter } from '@/lib/domain/ports/unusual-store';
import { DEFAULT_UNUSUAL, type UnusualSettings } from '@/lib/domain/unusual/settings';
import { ok, type makeEvent } from '@/lib/store/testing/make-event';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { findUnusual, judgeLater } from '@/lib/sync/unusual/find-unusual';
import { noteLearned } from '@/lib/sync/unusual/note-learned';

const DAY_MS = 86_400_000;
/** Noon of yesterday, UTC: whole days lie before it, and nothing of it is still to come. */
export const NOON = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS / 2;
export const at = (days: number, hours = 0): Date => new Date(NOON - days * DAY_MS + hours * 3_600_000);
export const scope = makeScope();
export const FAR = makeScope(scope.accountId, 'eu-central-1');
const SIGHT = { inventory: EVERYTHING, history: EVERYTHING, ledger: EVERYTHING };

export type Given = NonNullable<Parameters<typeof makeEvent>[0]>;
type Made = ReturnType<typeof makeSecret>;

export interface UnusualFixture {
  ctx: SystemContext;
  database: TestDatabase;
  with(change: Partial<UnusualSettings>): SystemContext;
  secret(name: string, change?: Partial<Parameters<typeof makeSecret>[0]>): Made;
  list(...secrets: Made[]): Promise<void>;
  /** Another region's listing and history. */
  listFar(...secrets: Made[]): Promise<void>;
  store(events: readonly AccessEvent[], covered?: CoverageInterval | null, scopeId?: string): Promise<void>;
  cover(fromDays: number, toDays?: number, scopeId?: string): Promise<void>;
  /** All that is due, and what rests on it. */
  judge(ctx?: SystemContext): Promise<void>;
  found(filter?: Partial<UnusualFilter>): Promise<StoredFinding[]>;
  stop(): Promise<void>;
}

/** A store with one scope, a clock that stands at noon, and the job's own steps. */
export async function startUnusualFixture(): Promise<UnusualFixture> {
  const database = await startTestDatabase();
  const made = createTestContext(database.appUrl, 'http://127.0.0.1:1');
  const ctx = { ...made, now: () => at(0) };
  await ctx.store.scopes.configure([scope, FAR]);
  const store: UnusualFixture['store'] = async (events, covered = null, scopeId = scope.id) => {
    await ctx.store.history.applyEvents({ scopeId, records: events.map(ok), covered, at: at(0) });
  };
  return {
    ctx,
    database,
    with: (change) => ({ ...ctx, config: { ...ctx.config, unusual: { ...DEFAULT_UNUSUAL, ...change } } }),
    secret: (name, change) =>
      makeSecret({ name, environment: 'prod', createdAt: at(300), observedAt: at(0), ...change }),
    async list(...secrets) {
      const listing = await ctx.store.inventory.startListing(scope.id, at(0));
      await ctx.store.inventory.applyPage(listing, secrets);
    },
    async listFar(...secrets) {
      const listing = await ctx.store.inventory.startListing(FAR.id, at(0));
      await ctx.store.inventory.applyPage(listing, secrets);
    },
    store,
    cover: (from, to = 0, scopeId = scope.id) =>
      store([], { from: at(from), to: at(to), source: 'lookup-events' }, scopeId),
    async judge(by = ctx) {
      await noteLearned(by);
      while (await findUnusual(by));
      let after: Later | null = null;
      do after = await judgeLater(by, after);
      while (after !== null);
    },
    found: (filter = {}) =>
      ctx.store.unusual.list(SIGHT, {
        filter: { state: 'all', from: at(400), to: at(-2), ...filter },
        limit: 500,
        after: null,
      }),
    async stop() {
      await ctx.store.close();
      await database.stop();
    },
  };
}
