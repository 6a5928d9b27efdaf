import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from '@/lib/runtime/start-error';
import { IMPORT_USAGE } from './import-usage';
import { readBucketArguments, type BucketArguments } from './read-bucket-arguments';

export interface ImportArguments {
  /** A folder of trail files, or one of them; or where in S3 a trail delivers to. */
  from: { path: string } | { bucket: BucketArguments };
  /** The demo's store instead of the real one's. */
  demo: boolean;
  json: boolean;
  /** Whether files are held against digests. */
  digests: boolean;
  /** Files of keys that digest files are proven by; empty: AWS is asked, of a bucket. */
  publicKeys: string[];
  /** Names of trails that record all reads. */
  completeReads: string[];
}

const FLAG = { type: 'boolean', default: false } as const;
const LIST = { type: 'string', multiple: true } as const;
const TEXT = { type: 'string' } as const;

const OF_BUCKET = {
  account: LIST,
  region: LIST,
  from: TEXT,
  to: TEXT,
  role: TEXT,
  'external-id': TEXT,
  owner: TEXT,
  'bucket-region': TEXT,
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: FLAG, demo: FLAG, digests: FLAG, 'public-keys': LIST, 'complete-reads': LIST, ...OF_BUCKET },
    });
  } catch (cause) {
    throw new StartError(IMPORT_USAGE, { cause });
  }
}

export function readImportArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const { demo, json, digests, 'public-keys': publicKeys = [], 'complete-reads': completeReads = [] } = values;
  const [path, ...others] = positionals;
  if (!path || others.length > 0) throw new StartError(IMPORT_USAGE);
  const isBucket = path.startsWith('s3://');
  // Neither is anything without the other: digests are proven by keys alone, and keys prove digests.
  const isProof = digests ? isBucket || publicKeys.length > 0 : publicKeys.length + completeReads.length === 0;
  const isOfBucket = Object.keys(OF_BUCKET).some((name) =>
    args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  if (!isProof || (isOfBucket && !isBucket)) throw new StartError(IMPORT_USAGE);
  const from = isBucket ? { bucket: readBucketArguments(path, values) } : { path };
  return { from, demo, json, digests, publicKeys, completeReads };
}
