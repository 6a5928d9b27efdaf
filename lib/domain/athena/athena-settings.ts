import type { TrailPlace } from '@/lib/domain/trail/bucket/trail-place';

/** What keyledger.yaml says of Athena, and of the trail that it reads. */
export interface AthenaSettings {
  /** Where Athena is asked; the table and the results are there. */
  region: string;
  workgroup: string;
  /** `s3://…/` for results; null: the workgroup has its own. */
  output: string | null;
  /** null: the credentials that Keyledger runs with. */
  role: string | null;
  externalId: string | null;
  catalog: string;
  database: string;
  table: string;
  /** Whose scopes are asked for; null: every one that is read. */
  accounts: readonly string[] | null;
  /** No more is scanned in a day (UTC). */
  bytesPerDay: number;
  trail: TrailPlace & {
    /** `YYYY-MM-DD` */
    since: string;
    /** Of a bucket that is encrypted with a key of one's own. */
    kmsKey: string | null;
    /** A person's word that it records all management events, reads as well as writes, of these scopes. */
    completeReads: boolean;
  };
}

/** As keyledger.example.yaml has it: what is shown where nothing is configured. */
export const USUAL_ATHENA: AthenaSettings = {
  region: 'eu-west-1',
  workgroup: 'keyledger',
  output: 's3://example-athena-results/keyledger/',
  role: 'arn:aws:iam::111122223333:role/keyledger-athena',
  externalId: 'keyledger-5f0c',
  catalog: 'AwsDataCatalog',
  database: 'keyledger',
  table: 'cloudtrail',
  accounts: null,
  bytesPerDay: 100e9,
  trail: {
    bucket: 'example-organization-trail',
    prefix: '',
    organization: 'o-exampleorg1',
    since: '2024-01-01',
    kmsKey: null,
    completeReads: true,
  },
};

/** Whether a scope's days are asked for. */
export const isAskedFor = ({ accounts }: AthenaSettings, { accountId }: { accountId: string }): boolean =>
  accounts === null || accounts.includes(accountId);
