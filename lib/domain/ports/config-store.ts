import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { ConfigStanding } from '@/lib/domain/plan-config';

/** A configuration file that all processes go by, from `since` until the next one. It holds no secret. */
export interface ConfigVersion {
  seq: number;
  /** Of `content`. */
  digest: string;
  /** The file as it was checked; whoever reads it checks it again. */
  content: unknown;
  /** Where in the file each grant stands. */
  lines: number[];
  /** The file's path, or `environment`. */
  source: string;
  since: Date;
}

/** What one process says of its own file. */
export interface ConfigReport {
  /** `<place>:<process>`. */
  replica: string;
  /** The machine and the data folder. */
  place: string;
  /** Of the file's last valid content. */
  digest: string;
  /** Of what stands in the file now; none: it is valid. */
  mistakes: string[];
}

/** The configuration that is agreed on over all processes. */
export interface ConfigStore {
  findInForce(): Promise<ConfigVersion | null>;
  standing(replica: string, digest: string): Promise<ConfigStanding>;
  /**
   * Puts a file in force and its entry into the ledger, both or neither, one process at a time.
   * `decide` is asked again under the lock, with what is in force then; null: leave it. False: it was left.
   */
  take(
    file: Pick<ConfigVersion, 'digest' | 'content' | 'lines' | 'source'> & { replica: string },
    decide: (standing: ConfigStanding, inForce: ConfigVersion | null) => NewLedgerEntry | null,
    at: Date,
  ): Promise<boolean>;
  report(report: ConfigReport): Promise<void>;
  /** The processes of a place have ended. */
  leave(place: string): Promise<void>;
  /** Of the processes that were seen lately. */
  reports(): Promise<(ConfigReport & { seenAt: Date })[]>;
}
