import 'server-only';
import { parseArgs } from 'node:util';
import { StartError } from './start-error';

export interface FileArgument {
  file: string;
  /** The demo's store instead of the real one's. */
  demo: boolean;
  /** Restore over what is there. */
  force: boolean;
}

const FLAG = { type: 'boolean', default: false } as const;

/** `npm run backup -- FILE [--demo]`, `npm run restore -- FILE [--demo] [--force]`. */
export function readFileArgument(command: 'backup' | 'restore', args: readonly string[]): FileArgument {
  const force = command === 'restore' ? ', --force: replace what is there' : '';
  const usage = `Say which file: npm run ${command} -- FILE (--demo: the demo's store${force}).`;
  const options = { demo: FLAG, ...(command === 'restore' && { force: FLAG }) };
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [file, ...others] = positionals;
    if (file && others.length === 0) return { file, demo: values.demo, force: values.force === true };
  } catch (cause) {
    throw new StartError(usage, { cause });
  }
  throw new StartError(usage);
}
