import 'server-only';
import { readFileSync } from 'node:fs';
import type { Env } from './environment';

/** The one place that touches process.env for reading. */
export const readEnvironment = (): Env => process.env;

/** Text of a file; null where there is none; throws where it cannot be read. */
export function readTextFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
