import 'server-only';
import type { Config } from './config';
import { findVariable, type Reading } from './environment';

/** One's own PostgreSQL, or null for the embedded one. The urls hold passwords: no mistake repeats them. */
export function readDatabase(reading: Reading): Config['database'] {
  const url = readUrl(reading, 'DATABASE_URL');
  const migrationUrl = readUrl(reading, 'DATABASE_MIGRATION_URL');
  if (url !== null) return { url, migrationUrl: migrationUrl ?? url };
  if (migrationUrl !== null && !findVariable(reading.env, 'DATABASE_URL'))
    reading.mistakes.push({
      where: 'DATABASE_MIGRATION_URL',
      problem: 'is set without DATABASE_URL',
      mend: 'Set both, or neither for the embedded database.',
    });
  return null;
}

function readUrl({ env, mistakes }: Reading, where: string): string | null {
  const text = findVariable(env, where);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1) return text;
  mistakes.push({
    where,
    problem: 'is no address of a PostgreSQL database',
    mend: 'Write postgres://user:password@host:5432/database',
  });
  return null;
}
