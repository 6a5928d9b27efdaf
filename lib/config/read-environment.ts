import 'server-only';
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Env } from './environment';
import { UnreadableFile } from './unreadable-file';

/** Far more than any text that a configuration is made of. */
const MOST_MEBIBYTES = 4;

/** The one place that touches process.env for reading. */
export const readEnvironment = (): Env => process.env;

/**
 * Text of a file; null where there is none; throws where it cannot be read. It is read while a server runs, which a pipe
 * that nobody writes to, or a device that never ends, would hold up for ever. `orPipe`: somebody waits for it at a terminal.
 */
export function readTextFile(path: string, { orPipe = false }: { orPipe?: boolean } = {}): string | null {
  const file = tryOpen(path, orPipe ? 0 : constants.O_NONBLOCK);
  if (file === null) return null;
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() && !(orPipe && stat.isFIFO())) throw new UnreadableFile('is no ordinary file');
    if (stat.size > MOST_MEBIBYTES * 1_048_576) throw new UnreadableFile(`is larger than ${MOST_MEBIBYTES} MiB`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function tryOpen(path: string, flags: number): number | null {
  try {
    return openSync(path, constants.O_RDONLY | flags);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Takes up .env where there is one; what is set already wins. Before anything is read, and never in the demo. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

export const isDevelopment = (): boolean => process.env.NODE_ENV === 'development';
