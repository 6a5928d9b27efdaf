import type { External, RotationOutcome, RotationRules, RotationStep, Tag } from '@/lib/local-aws/world/secret';
import type { ActorName } from './actor-kinds';

/** What becomes of a secret's rotation; see SEED.md. `daysAgo` hangs on the world's moment, everything periodic on absolute days. */
export type RotationStory =
  | { is: 'never'; renewed?: Renewal }
  | { is: 'off'; daysAgo: number }
  | { is: 'scheduled'; every: number; rules?: RotationRules; outcome?: RotationOutcome }
  | { is: 'overdue'; every: number; daysAgo: number }
  | { is: 'stuck'; every: number; daysAgo: number }
  | { is: 'failing'; every: number; daysAgo: number; step: RotationStep; outcome?: RotationOutcome }
  | { is: 'hanging'; daysAgo: number; step: RotationStep }
  | { is: 'managed'; every: number };

/** Whoever acts: the way in which, and the workload or person behind it. */
export type Someone = { actor: ActorName; who: string };

/** Without rotation: somebody puts a new value by hand, every so many days. */
export type Renewal = Someone & { every: number };

/** Reads that come back by the calendar: some a day, or some every so many days. */
export type Reader = Someone & {
  perDay?: number;
  everyDays?: number;
  /** Reads on such a day, where they are rarer than daily. */
  count?: number;
  by?: 'arn' | 'name' | 'partial';
  denied?: boolean;
  /** Why it is denied, where it is not the reader's own policy. */
  because?: 'resource-policy' | 'key';
  /** The version asked for where it is not the current one: by its label, or by the id of the one before. */
  version?: 'AWSPREVIOUS' | 'pinned';
  weekdays?: boolean;
  /** Hours (UTC) between which the reads fall. */
  hours?: [from: number, to: number];
  /** The reader's account where it is not the secret's. */
  from?: string;
  /** Readers of one word read together: on the same days, within a minute. A `batch` is one BatchGetSecretValue of all. */
  together?: string;
  batch?: boolean;
  /** Which day of its cycle, where it does not hang on the secret. */
  phase?: number;
  /** The workload is deployed anew every so many days, under a role of another name. */
  redeployed?: number;
};

/** What somebody does to a secret every so many days, so that it ends as it began; see tell-edits.ts. */
export type Edit = Someone & {
  every: number;
  what: 'tag' | 'describe' | 'roll-back' | 'delete-and-restore' | 'change-policy' | 'replicate';
};

export type ValueKind =
  | 'json'
  | 'text'
  | 'binary'
  | 'oauth'
  | 'tls'
  | 'webhook'
  | 'serviceAccount'
  /** A private key as text. */
  | 'pem'
  /** A connection string. */
  | 'url';

export type SecretSpec = {
  account: string;
  region: string;
  name: string;
  value: ValueKind;
  createdDaysAgo: number;
  tags?: readonly Tag[];
  description?: string;
  customerKey?: boolean;
  rotation: RotationStory;
  functionName?: string;
  readers: Reader[];
  /** Last read before the history begins. */
  lastReadDaysAgo?: number;
  owningService?: string;
  /** A managed external secret: whose, and what its rotation needs. */
  external?: External;
  replicaIn?: string;
  /** Who reads the replica, where it is. */
  replicaReaders?: Reader[];
  /** Why AWS could not replicate it to that region. */
  replicaFails?: string;
  /** Pending deletion, asked for anew every 20 days. */
  deletion?: boolean;
  policy?: object[];
  edits?: Edit[];
  /** It bears the name of another region's secret and is no replica of it: its suffix is its own. */
  twin?: boolean;
  /** Deleted for good and made anew under its name every so many days: the ARN is another one each time. */
  recreated?: number;
};
