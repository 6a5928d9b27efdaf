import 'server-only';
import { parseArgs } from 'node:util';
import { showControls } from '@/lib/domain/ledger/show-controls';
import { StartError } from './start-error';

export interface VerifyArguments {
  /** Files, folders, `s3://bucket/prefix`. */
  anchors: string[];
  publicKeys: string[];
  /** A ledger that was exported, instead of the store. */
  exported: string | null;
  /** The id of the ledger that is meant; null: whichever is there. */
  ledger: string | null;
  /** Marks of restores that one knows of. */
  accept: string[];
  /** So many hours old the newest anchor may be; null: as old as it is. */
  fresh: number | null;
  json: boolean;
  demo: boolean;
}

export const VERIFY_USAGE = `npm run verify-ledger -- [--anchors FILE|FOLDER|s3://BUCKET/PREFIX[?region=…&account=…]]… [--public-key FILE]…
  [--ledger ID] [--fresh HOURS] [--export FILE] [--accept MARK,…] [--json] [--demo]
--ledger: the ledger that is meant; any other one in its place is broken. Give it wherever this runs by itself.
--fresh: how old the newest anchor may be. The worker makes one a day at least, so 26 is never too few where it runs; give
it wherever this runs by itself, since what came after that anchor can be erased unseen.
--accept: a restored backup that you know of, by the mark that is printed beside it, such as 3@9f86d081884c7d659a2feaa0c55ad015.
Exit code 0: whole. 1: broken. 2: could not be checked, such as where the newest anchor is older than --fresh allows, or
where the same key signed for other ledgers too and no --ledger says which is meant. 3: whole but for a restored backup that --accept does not name.`;

const LEDGER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MARK = /^[1-9][0-9]{0,15}@[0-9a-f]{32}$/;
const NUMBER = /^[0-9]+$/;

function toLedger(text: string): string {
  const id = text.toLowerCase();
  if (LEDGER.test(id)) return id;
  throw new StartError(
    `--ledger ${showControls(text)} is no id of a ledger: it is the one that this command and the ledger's page print, such as 0d6c8f0e-4d1b-4d55-9d0e-0f6f5a7c1e2b.`,
  );
}

function toMark(text: string): string {
  const mark = text.trim().toLowerCase();
  if (MARK.test(mark)) return mark;
  const why = NUMBER.test(mark)
    ? 'is a number alone, under which another entry could have been written since'
    : 'is no mark of an entry';
  throw new StartError(
    `--accept ${showControls(text)} ${why}: give its number and the first 32 digits of its hash, such as 3@9f86d081884c7d659a2feaa0c55ad015. This command prints the mark beside what can be accepted.`,
  );
}

function toHours(text: string): number {
  if (/^[1-9][0-9]{0,4}$/.test(text)) return Number(text);
  throw new StartError(`--fresh ${showControls(text)} is no number of hours: give a whole one, such as 26.`);
}

/** Throws StartError for what it does not know. */
export function readVerifyArguments(args: readonly string[]): VerifyArguments {
  const list = { type: 'string', multiple: true, default: [] as string[] } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    anchors: list,
    'public-key': list,
    ledger: { type: 'string' },
    export: { type: 'string' },
    accept: list,
    fresh: { type: 'string' },
    json: flag,
    demo: flag,
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    return {
      anchors: values.anchors,
      publicKeys: values['public-key'],
      exported: values.export ?? null,
      ledger: values.ledger === undefined ? null : toLedger(values.ledger),
      accept: values.accept.flatMap((text) => text.split(',')).map(toMark),
      fresh: values.fresh === undefined ? null : toHours(values.fresh),
      json: values.json,
      demo: values.demo,
    };
  } catch (cause) {
    throw cause instanceof StartError ? cause : new StartError(VERIFY_USAGE, { cause });
  }
}
