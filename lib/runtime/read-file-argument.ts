import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from './start-error';

export interface FileArgument {
  file: string;
  /** The demo's store instead of the real one's. */
  demo: boolean;
  /** Restore over what is there. */
  force: boolean;
  /** Where anchors are kept outside: what they saw and the backup lacks is recorded as lost. */
  anchors: string[];
}

const FLAG = { type: 'boolean', default: false } as const;
const LIST = { type: 'string', multiple: true } as const;

const toList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** `npm run backup -- FILE [--demo]`, `npm run restore -- FILE [--demo] [--force]`. */
export function readFileArgument(command: 'backup' | 'restore', args: readonly string[]): FileArgument {
  const force =
    command === 'restore'
      ? ', --force: replace what is there, --anchors FILE|FOLDER|s3://…: to record what was lost'
      : '';
  const usage = `Say which file: npm run ${command} -- FILE (--demo: the demo's store${force}).`;
  const options = { demo: FLAG, ...(command === 'restore' && { force: FLAG, anchors: LIST }) };
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [file, ...others] = positionals;
    if (file && others.length === 0)
      return { file, demo: values.demo, force: values.force === true, anchors: toList(values.anchors) };
  } catch (cause) {
    throw new StartError(usage, { cause });
  }
  throw new StartError(usage);
}
