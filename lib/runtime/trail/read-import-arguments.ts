import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from '@/lib/runtime/start-error';

export interface ImportArguments {
  /** A folder of trail files, or one of them. */
  path: string;
  /** The demo's store instead of the real one's. */
  demo: boolean;
  json: boolean;
  /** Files of keys that digest files are proven by; null: those are not looked at. */
  publicKeys: string[] | null;
  /** Names of trails that record all reads. */
  completeReads: string[];
}

const USAGE = `Say what to import: npm run import-trail -- PATH [--json] [--demo]
    [--digests --public-keys FILE… [--complete-reads TRAIL…]].
  PATH: a folder with CloudTrail's log files (.json.gz, .json) or files of one record a line (.jsonl), or one such file.
  Reads them without calling AWS. What is there already counts once, so that it can be run again at any time.
  --digests: holds the log files against the trail's digest files in the folder; what was altered is not imported.
  --public-keys FILE: what "aws cloudtrail list-public-keys --region REGION --start-time … --end-time …" printed, for
    each region that digests are of (give it several times). Keys from nowhere else count, least of all from the folder.
  --complete-reads TRAIL: you know that this trail records all management events, reads as well as writes, in every
    account and region that its digests here are of, and did all the time. What they then show to be whole counts as
    covered: "no reads" means none there. The ledger keeps that you said so. (Give it several times for several trails.)
  Exit code 0: all was read. 3: some of it could not be, or is altered, missing or not as the digests say. 1: nothing
  could be imported.`;

const FLAG = { type: 'boolean', default: false } as const;
const LIST = { type: 'string', multiple: true } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: FLAG, demo: FLAG, digests: FLAG, 'public-keys': LIST, 'complete-reads': LIST },
    });
  } catch (cause) {
    throw new StartError(USAGE, { cause });
  }
}

export function readImportArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const { demo, json, digests, 'public-keys': publicKeys = [], 'complete-reads': completeReads = [] } = values;
  const [path, ...others] = positionals;
  // Neither is anything without the other: digests are proven by keys alone, and keys prove digests.
  const isProof = digests ? publicKeys.length > 0 : publicKeys.length + completeReads.length === 0;
  if (!path || others.length > 0 || !isProof) throw new StartError(USAGE);
  return { path, demo, json, publicKeys: digests ? publicKeys : null, completeReads };
}
