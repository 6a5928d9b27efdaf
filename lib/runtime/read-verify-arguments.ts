import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from './start-error';

export interface VerifyArguments {
  /** Files, folders, `s3://bucket/prefix`. */
  anchors: string[];
  publicKeys: string[];
  /** A ledger that was exported, instead of the store. */
  exported: string | null;
  /** Entries of restores that one knows of. */
  accept: number[];
  json: boolean;
  demo: boolean;
}

export const VERIFY_USAGE = `npm run verify-ledger -- [--anchors FILE|FOLDER|s3://BUCKET/PREFIX]… [--public-key FILE]…
  [--export FILE] [--accept ENTRY,…] [--json] [--demo]
Exit code 0: whole. 1: broken. 2: could not be checked. 3: whole but for a restored backup that --accept does not name.`;

/** Throws StartError for what it does not know. */
export function readVerifyArguments(args: readonly string[]): VerifyArguments {
  const list = { type: 'string', multiple: true, default: [] as string[] } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    anchors: list,
    'public-key': list,
    export: { type: 'string' },
    accept: list,
    json: flag,
    demo: flag,
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const accept = values.accept.flatMap((text) => text.split(',')).map(Number);
    if (accept.some((seq) => !Number.isSafeInteger(seq) || seq < 1)) throw new StartError(VERIFY_USAGE);
    return {
      anchors: values.anchors,
      publicKeys: values['public-key'],
      exported: values.export ?? null,
      accept,
      json: values.json,
      demo: values.demo,
    };
  } catch (cause) {
    throw cause instanceof StartError ? cause : new StartError(VERIFY_USAGE, { cause });
  }
}
