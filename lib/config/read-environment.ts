import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
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

/** Takes up .env where there is one; what is set already wins. Before anything is read, and never in the demo. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

export const isDevelopment = (): boolean => process.env.NODE_ENV === 'development';
