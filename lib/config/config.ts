import 'server-only';
import type { ActRules } from '@/lib/domain/act-rules';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { EnvironmentRules } from '@/lib/domain/environment';
import type { AuthConfig } from './auth-config';
import type { AwsConfig } from './aws-config';
import type { LedgerConfig } from './ledger-config';
import type { NotificationsConfig } from './notifications-config';
import type { Retention } from '@/lib/domain/retention/retention';
import type { UnusualSettings } from '@/lib/domain/unusual/settings';
import type { WebConfig } from './web-config';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/** The effective configuration: the environment and keyledger.yaml, checked, with every default filled in. */
export interface Config {
  /** Where it comes from, for people: the file's path, or `environment`. */
  source: string;
  /** The file that is watched for changes, also while there is none. */
  file: string;
  demo: boolean;
  web: WebConfig;
  /** null: the embedded database. Both urls carry passwords and so never leave this object for a log or a page. */
  database: { url: string; migrationUrl: string } | null;
  aws: AwsConfig;
  /** null: no trail is asked. */
  athena: AthenaSettings | null;
  /** null: no trail's bucket is read. */
  trail: TrailSettings | null;
  environmentRules: EnvironmentRules;
  actRules: ActRules;
  auth: AuthConfig;
  ledger: LedgerConfig;
  notifications: NotificationsConfig;
  unusual: UnusualSettings;
  /** How long single events of each class are kept. */
  retention: Retention;
  sync: {
    inventorySeconds: number;
    withoutHistorySeconds: number;
    historySeconds: number;
    lookupEventsPercent: number;
  };
  dataDir: string;
  logLevel: LogLevel;
}
