import 'server-only';

export interface S3AnchorConfig {
  bucket: string;
  region: string;
  prefix: string;
  /** Whose bucket it has to be; null: whoever has that name now. */
  account: string | null;
  /** null: the credentials that Keyledger runs with. */
  role: string | null;
  externalId: string | null;
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  retainDays: number;
}

/** What is done for the ledger beside the database. */
export interface LedgerConfig {
  /** How often the whole chain is walked. */
  verifyHours: number;
  /** Entries as JSON lines on the worker's standard output. */
  stdout: boolean;
  anchors: {
    everyMinutes: number;
    everyEntries: number;
    log: boolean;
    file: string | null;
    s3: S3AnchorConfig | null;
  };
  /** PEM of the keys that sign anchors. `isOwn`: not named, so made once and kept in the data folder. */
  keyFile: { path: string; isOwn: boolean };
}
