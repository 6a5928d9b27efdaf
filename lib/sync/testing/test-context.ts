import { rulesText } from '@/lib/config/rules-text';
import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { DEFAULT_ACT_RULES } from '@/lib/domain/act-rules';
import { DEFAULT_ENVIRONMENT_RULES } from '@/lib/domain/environment';
import type { ConfigSummary, Jobs, Log, SystemContext } from '@/lib/domain/ports/context';
import { DEFAULT_RETENTION } from '@/lib/domain/retention/retention';
import { DEFAULT_UNUSUAL } from '@/lib/domain/unusual/settings';
import { createStore } from '@/lib/store/create-store';

const silent = (): void => undefined;
export const silentLog: Log = { info: silent, warn: silent, error: silent };

const config: ConfigSummary = {
  source: 'test',
  digest: 'test',
  demo: false,
  publicUrl: 'http://127.0.0.1',
  providers: [],
  historyPollSeconds: 2,
  inventoryPollSeconds: 2,
  unfollowedPollSeconds: 2,
  lookupEventsPercent: 100,
  awsEndpoint: null,
  discovery: null,
  athena: null,
  trail: null,
  notifications: { channels: [], scopeFailingHours: 3 },
  unusual: DEFAULT_UNUSUAL,
  retention: DEFAULT_RETENTION,
  ledger: { sinks: ['log'], everyMinutes: 60, everyEntries: 1000, stdout: false },
  sessionIdleSeconds: 3_600,
  sessionSeconds: 43_200,
  tokenFreshSeconds: null,
};

const noJobs: Jobs = {
  requestSync: async () => undefined,
  describeChanged: async () => undefined,
  discover: async () => undefined,
  watchRun: async () => undefined,
  askForEvents: async () => undefined,
  workWave: async () => undefined,
  notify: async () => undefined,
};

/** A context over the real store and the real SDK, as a worker has one. */
export function createTestContext(
  databaseUrl: string,
  endpointUrl: string,
  change: { aws?: Partial<AwsOptions>; config?: Partial<ConfigSummary>; log?: Log; indexed?: boolean } = {},
): SystemContext {
  const log = change.log ?? silentLog;
  const store = createStore({ databaseUrl, log, indexed: change.indexed ?? false });
  const takeLookupTurn = store.scopes.takeLookupTurn.bind(store.scopes);
  return {
    store,
    aws: createAws(toLocalOptions(endpointUrl, { takeLookupTurn, ...change.aws })),
    jobs: noJobs,
    environmentRules: DEFAULT_ENVIRONMENT_RULES,
    rulesText,
    actRules: DEFAULT_ACT_RULES,
    statements: [],
    config: { ...config, ...change.config },
    now: () => new Date(),
    log,
  };
}
