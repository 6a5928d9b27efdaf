import type { TrailPlace } from '@/lib/domain/trail/bucket/trail-place';

/** What keyledger.yaml says of the trail whose files the worker reads in S3. */
export interface TrailSettings extends TrailPlace {
  /** Where the bucket is. */
  region: string;
  /** The account whose bucket it has to be; null: whoever has that name now. */
  owner: string | null;
  /** null: the credentials that Keyledger runs with. */
  role: string | null;
  externalId: string | null;
  /** `YYYY-MM-DD`, of delivery: no folder of an earlier day is looked into. */
  since: string;
  /** Whose scopes are read from it; null: every one that is read. */
  accounts: readonly string[] | null;
  /** Of a bucket that is encrypted with a key of one's own. */
  kmsKey: string | null;
  /** Whether files are held against the trail's digests. */
  digests: boolean;
  /** The name of the trail of which a person says that it records all management events, reads too; null: nobody does. */
  completeReads: string | null;
}

/** As keyledger.example.yaml has it: what is shown where nothing is configured. */
export const USUAL_TRAIL: TrailSettings = {
  bucket: 'example-organization-trail',
  prefix: '',
  organization: 'o-exampleorg1',
  region: 'eu-west-1',
  owner: '111122223333',
  role: 'arn:aws:iam::111122223333:role/keyledger-trail',
  externalId: 'keyledger-5f0c',
  since: '2024-01-01',
  accounts: null,
  kmsKey: null,
  digests: true,
  completeReads: 'management-events',
};

/**
 * What days count as read of: another place, digests asked for, or a person's word given make the same days be read again,
 * since each of them says more, or something else.
 */
export const toReading = ({ bucket, prefix, organization, digests, completeReads }: TrailSettings): string =>
  JSON.stringify([bucket, prefix, organization, digests, completeReads]);

/** Whether a scope's files are read. */
export const isReadFrom = ({ accounts }: TrailSettings, { accountId }: { accountId: string }): boolean =>
  accounts === null || accounts.includes(accountId);
