import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from '@/lib/runtime/start-error';

export interface ImportArguments {
  /** A folder of trail files, or one of them. */
  path: string;
  /** The demo's store instead of the real one's. */
  demo: boolean;
  json: boolean;
}

const USAGE = `Say what to import: npm run import-trail -- PATH [--json] [--demo].
  PATH: a folder with CloudTrail's log files (.json.gz, .json) or files of one record a line (.jsonl), or one such file.
  Reads them without calling AWS. What is there already counts once, so that it can be run again at any time.
  Exit code 0: all was read. 3: some of it could not be. 1: nothing could be imported.`;

const FLAG = { type: 'boolean', default: false } as const;

export function readImportArguments(args: readonly string[]): ImportArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: FLAG, demo: FLAG },
    });
    const [path, ...others] = positionals;
    if (path && others.length === 0) return { path, demo: values.demo, json: values.json };
  } catch (cause) {
    throw new StartError(USAGE, { cause });
  }
  throw new StartError(USAGE);
}
