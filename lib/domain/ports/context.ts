import type { Actor } from '@/lib/domain/actor';
import type { ActRules } from '@/lib/domain/act-rules';
import type { EnvironmentRules } from '@/lib/domain/environment';
import type { Aws } from './aws';
import type { Store } from './store';

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** What can be asked of the worker. */
export interface Jobs {
  requestSync(scopeId: string): Promise<void>;
  watchRun(runId: string): Promise<void>;
}

/** What Settings shows of the configuration; no secret, no credential. */
export interface ConfigSummary {
  source: string;
  digest: string;
  demo: boolean;
  publicUrl: string;
  providers: { id: string; name: string; issuer: string }[];
  historyPollSeconds: number;
  inventoryPollSeconds: number;
  sessionIdleSeconds: number;
  awsEndpoint: string | null;
}

/** What every process hands to the verbs. */
export interface SystemContext {
  store: Store;
  aws: Aws;
  jobs: Jobs;
  environmentRules: EnvironmentRules;
  actRules: ActRules;
  config: ConfigSummary;
  now: () => Date;
  log: Log;
}

/** A signed-in person's request. The whole container: services get their adapters from it and import none. */
export interface Context extends SystemContext {
  actor: Actor;
  requestId: string;
}
