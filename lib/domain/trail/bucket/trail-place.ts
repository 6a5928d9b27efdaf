import type { FilePlace } from '@/lib/domain/trail/file-place';

/** Where in S3 a trail delivers to. */
export interface TrailPlace {
  bucket: string;
  /** Before `AWSLogs/`: empty, or ends in `/`. */
  prefix: string;
  /** The organisation whose trail it is; null: a trail of single accounts. */
  organization: string | null;
}

/** Log files, and the digests that prove them. */
export type TrailFileKind = 'CloudTrail' | 'CloudTrail-Digest';

export const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
/** S3's rule for names of buckets, but for the rarest exceptions (S3 user guide, general purpose bucket naming rules). */
export const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** What is under `AWSLogs/`: the accounts of one trail (CloudTrail user guide, finding your log files). */
export const toRoot = ({ prefix, organization }: TrailPlace): string =>
  `${prefix}AWSLogs/${organization === null ? '' : `${organization}/`}`;

/** `day`: `YYYY-MM-DD`, of delivery and not of the events, in UTC; absent: all. */
export function toFolder(
  place: TrailPlace,
  kind: TrailFileKind,
  { accountId, region }: FilePlace,
  day?: string,
): string {
  const date = day === undefined ? '' : `${day.replaceAll('-', '/')}/`;
  return `${toRoot(place)}${accountId}/${kind}/${region}/${date}`;
}

const NAMES: Record<TrailFileKind, RegExp> = {
  CloudTrail: /^\d{4}\/\d\d\/\d\d\/(\d{12})_CloudTrail_([a-z0-9-]+)_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/,
  'CloudTrail-Digest':
    /^\d{4}\/\d\d\/\d\d\/(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_[\w.-]{1,128}_[a-z0-9-]+_\d{8}T\d{6}Z(?:_backfill)?\.json\.gz$/,
};

/**
 * Whether a key of an account's folder is that of a file which CloudTrail put there: by its whole form, and by the account
 * and region that it names, which somebody who may write to the bucket could have moved there from elsewhere.
 */
export function isOfLayout(place: TrailPlace, kind: TrailFileKind, scope: FilePlace, key: string): boolean {
  const folder = toFolder(place, kind, scope);
  if (!key.startsWith(folder)) return false;
  const [, account, region] = NAMES[kind].exec(key.slice(folder.length)) ?? [];
  return account === scope.accountId && region === scope.region;
}
