import type { Actor } from '@/lib/domain/actor';
import type { ActRules } from '@/lib/domain/act-rules';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { DiscoverySettings } from '@/lib/domain/discovery/discovery-settings';
import type { NotificationSummary } from '@/lib/domain/notification/channel';
import type { EnvironmentRules } from '@/lib/domain/environment';
import type { Retention } from '@/lib/domain/retention/retention';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { UnusualSettings } from '@/lib/domain/unusual/settings';
import type { Aws } from './aws';
import type { RulesText } from './rules-text';
import type { Store } from './store';

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** What can be asked of the worker. */
export interface Jobs {
  requestSync(scopeId: string): Promise<void>;
  /** What the history named as changed is there to be described. */
  describeChanged(scopeId: string): Promise<void>;
  /** The organisation's accounts are looked for now. */
  discover(): Promise<void>;
  watchRun(runId: string): Promise<void>;
  workWave(waveId: string): Promise<void>;
  /** Athena is asked for the single events of a question. */
  askForEvents(questionId: string): Promise<void>;
  /** What waits for a channel is sent now. */
  notify(channel: string): Promise<void>;
}

/** What Settings shows of the configuration; no secret, no credential. */
export interface ConfigSummary {
  source: string;
  digest: string;
  demo: boolean;
  publicUrl: string;
  providers: { id: string; name: string; issuer: string }[];
  historyPollSeconds: number;
  /** Between full listings where the history names what changes. */
  inventoryPollSeconds: number;
  /** And where it cannot be read. */
  unfollowedPollSeconds: number;
  /** The share of LookupEvents' quota that is used, in percent. */
  lookupEventsPercent: number;
  sessionIdleSeconds: number;
  sessionSeconds: number;
  /** How fresh a sign-in must be to make an API token; null: any. */
  tokenFreshSeconds: number | null;
  awsEndpoint: string | null;
  /** Which accounts are looked for besides those that are listed; null: none. */
  discovery: DiscoverySettings | null;
  /** How a trail's files are asked; null: they are not. */
  athena: AthenaSettings | null;
  /** Which trail's files are read in S3; null: none are. */
  trail: TrailSettings | null;
  /** What is told outside, and to whom; no channels: nothing. */
  notifications: NotificationSummary;
  /** By what thresholds a read is unusual. */
  unusual: UnusualSettings;
  /** How many days single events of each class are kept; null: for ever. */
  retention: Retention;
  /** What is done for the ledger beside the database; sinks by name. */
  ledger: { sinks: string[]; everyMinutes: number; everyEntries: number; stdout: boolean };
}

/** What every process hands to the verbs. */
export interface SystemContext {
  store: Store;
  aws: Aws;
  jobs: Jobs;
  environmentRules: EnvironmentRules;
  rulesText: RulesText;
  actRules: ActRules;
  /** The grants in force, for those who ask why. What a person may is in `actor.grants`. */
  statements: readonly GrantStatement[];
  config: ConfigSummary;
  now: () => Date;
  log: Log;
}

/** A signed-in person's request. The whole container: services get their adapters from it and import none. */
export interface Context extends SystemContext {
  actor: Actor;
  requestId: string;
}
