import { isDigestFile } from './digests/read-digest';

/** Whose history a trail file is of. */
export interface FilePlace {
  accountId: string;
  region: string;
}

const BY_NAME = /(?:^|[/\\])(\d{12})_CloudTrail_([a-z]{2}[a-z0-9-]{1,40})_\d{8}T\d{4}Z_[^/\\]+$/;
const BY_FOLDER = /(?:^|[/\\])(\d{12})[/\\]CloudTrail[/\\]([a-z]{2}[a-z0-9-]{1,40})[/\\]/;

/**
 * Account and region as the file's name says them, or the folders it lies in; null where neither does (CloudTrail user
 * guide, log file examples: `AWSLogs/[o-…/]<account>/CloudTrail/<region>/YYYY/MM/DD/<account>_CloudTrail_<region>_…`).
 */
export function toFilePlace(path: string): FilePlace | null {
  const [, accountId, region] = BY_NAME.exec(path) ?? BY_FOLDER.exec(path) ?? [];
  return accountId !== undefined && region !== undefined ? { accountId, region } : null;
}

/** What lies beside the log files of a trail and holds no calls. */
const OTHER_FOLDERS: readonly string[] = [
  'CloudTrail-Digest',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
];

export const holdsCalls = (folder: string): boolean => !OTHER_FOLDERS.includes(folder);

/** Files that records are looked for in: as CloudTrail writes them, unpacked, or one record a line. */
export const isTrailFile = (name: string): boolean =>
  /\.(json|jsonl|ndjson)(\.gz)?$/i.test(name) && !isDigestFile(name);
