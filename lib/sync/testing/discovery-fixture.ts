import 'server-only';
import { toLocalDiscovery } from '@/lib/aws/testing/discovery-options';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { createAws } from '@/lib/aws/create-aws';
import type { DiscoverySettings } from '@/lib/domain/discovery/discovery-settings';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { ScopeHealth } from '@/lib/domain/scope';
import { enableOnly } from '@/lib/local-aws/testing/few-regions';
import { createDiscoveryHandler } from '@/lib/sync/discovery/discover-accounts';
import { createRegionsHandler, findAccountsWithRegions } from '@/lib/sync/discovery/read-regions';
import { toJobData } from '@/lib/sync/queues';
import { startSyncFixture, type SyncFixture } from './sync-fixture';

export const FINDING_ALL: DiscoverySettings = {
  everySeconds: 3_600,
  regions: 'enabled',
  homeRegion: 'us-east-1',
  include: null,
  exclude: null,
};

export interface DiscoveryFixture extends SyncFixture {
  /** One look at the organisation; what it threw. */
  discover(change?: Partial<DiscoverySettings>): Promise<unknown>;
  /** Every account's regions, one after the other; what was thrown, by account. */
  readRegions(): Promise<Map<string, unknown>>;
  scopes(): Promise<Map<string, ScopeHealth>>;
  control(path: string, body: object): Promise<void>;
}

/** What every account has enabled. */
export const FEW_REGIONS = ['eu-west-1', 'us-east-1'];

/** The seeded organisation, of which no account is listed in keyledger.yaml but those of `listed`. */
export async function startDiscoveryFixture(listed: readonly string[] = []): Promise<DiscoveryFixture> {
  const fixture = await startSyncFixture({
    local: { secrets: 30, historyDays: 1, quotas: false },
    config: { discovery: FINDING_ALL },
    scopes: [],
  });
  const { local } = fixture;
  const all = toLocalOptions(local.url).accounts.filter(({ accountId }) => listed.includes(accountId));
  const options = toLocalOptions(local.url, { accounts: all, discovery: toLocalDiscovery() });
  const ctx: SystemContext = { ...fixture.ctx, aws: createAws(options) };
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${local.url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  enableOnly(local.world, FEW_REGIONS);
  const never = new AbortController().signal;
  const run = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );
  return {
    ...fixture,
    ctx,
    control,
    discover: (change = {}) => {
      const as = { ...ctx, config: { ...ctx.config, discovery: { ...FINDING_ALL, ...change } } };
      return run(createDiscoveryHandler(as)(toJobData('all'), never));
    },
    async readRegions() {
      const thrown = new Map<string, unknown>();
      for (const id of await findAccountsWithRegions(ctx))
        thrown.set(id, await run(createRegionsHandler(ctx)(toJobData(id), never)));
      return thrown;
    },
    scopes: async () => new Map((await ctx.store.scopes.health(EVERYTHING)).map((one) => [one.scope.id, one])),
  };
}
