import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from '@/lib/runtime/start-error';

export interface TryArguments {
  /** The file to try. */
  file: string;
  json: boolean;
  /** The demo's store instead of the real one's. */
  demo: boolean;
}

const USAGE = `Say which file to try: npm run grants -- --try FILE [--json] [--demo].
  Shows what it would change against the grants in force, for today's people and secrets. Changes nothing.
  Exit code 0: nothing changes for anybody. 3: something does. 1: the file is refused, or cannot be compared.`;

const FLAG = { type: 'boolean', default: false } as const;

export function readArguments(args: readonly string[]): TryArguments {
  try {
    const { values } = parseArgs({ args: [...args], options: { try: { type: 'string' }, json: FLAG, demo: FLAG } });
    if (values.try) return { file: values.try, json: values.json, demo: values.demo };
  } catch (cause) {
    throw new StartError(USAGE, { cause });
  }
  throw new StartError(USAGE);
}
