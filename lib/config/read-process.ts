import 'server-only';
import { resolve } from 'node:path';
import type { LogLevel } from './config';
import { findVariable, type Reading } from './environment';

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug'];

export const readDataDir = ({ env }: Reading): string =>
  // The build need not trace the folder that this names only when the program runs.
  resolve(/* turbopackIgnore: true */ findVariable(env, 'KEYLEDGER_DATA') ?? '.keyledger');

export function readLogLevel({ env, mistakes }: Reading): LogLevel {
  const text = findVariable(env, 'LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  mistakes.push({ where: 'LOG_LEVEL', problem: 'is no level', mend: `Use one of ${LOG_LEVELS.join(', ')}.` });
  return 'info';
}

/** Empty: none given; the supervisor makes one and keeps it in the data folder. */
export function readSessionSecret({ env, mistakes }: Reading): string {
  const secret = findVariable(env, 'KEYLEDGER_SESSION_SECRET') ?? '';
  if (secret !== '' && secret.length < 32)
    mistakes.push({
      where: 'KEYLEDGER_SESSION_SECRET',
      problem: 'is shorter than 32 characters',
      mend: 'Make one with: openssl rand -hex 32. Left out, Keyledger makes and keeps one itself.',
    });
  return secret;
}
