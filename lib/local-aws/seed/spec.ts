import type { RotationOutcome, RotationRules, RotationStep, Tag } from '@/lib/local-aws/world/secret';
import type { ActorName } from './actors';

/** What becomes of a secret's rotation; see SEED.md. `daysAgo` hangs on the world's moment, everything periodic on absolute days. */
export type RotationStory =
  | { is: 'never' }
  | { is: 'off'; daysAgo: number }
  | { is: 'scheduled'; every: number; rules?: RotationRules; outcome?: RotationOutcome }
  | { is: 'overdue'; every: number; daysAgo: number }
  | { is: 'stuck'; every: number; daysAgo: number }
  | { is: 'failing'; every: number; daysAgo: number; step: RotationStep; outcome?: RotationOutcome }
  | { is: 'managed'; every: number };

/** Reads that come back by the calendar: some a day, or some every so many days. */
export type Reader = {
  actor: ActorName;
  /** The workload or person behind the actor. */
  who: string;
  perDay?: number;
  everyDays?: number;
  /** Reads on such a day, where they are rarer than daily. */
  count?: number;
  by?: 'arn' | 'name' | 'partial';
  denied?: boolean;
  weekdays?: boolean;
  /** Hours (UTC) between which the reads fall. */
  hours?: [from: number, to: number];
  /** The reader's account where it is not the secret's. */
  from?: string;
};

export type ValueKind = 'json' | 'text' | 'binary';

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
  replicaIn?: string;
  /** Pending deletion, asked for anew every 20 days. */
  deletion?: boolean;
  policy?: object[];
};
