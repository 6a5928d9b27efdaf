import 'server-only';
import type { Client } from 'pg';
import { AppError } from '@/lib/domain/errors';
import { grantApp } from './migrate/grant-app';
import { readMigrations, type Migration } from './migrate/read-migrations';
import { requireServer } from './migrate/require-server';
import { inTransaction, withClient } from './migrate/with-client';

interface Applied {
  version: number;
  name: string;
  checksum: string;
}

function requireKnown(applied: readonly Applied[], known: readonly Migration[]): void {
  const newest = applied.at(-1)?.version ?? 0;
  const last = known.at(-1)?.version ?? 0;
  if (newest > last)
    throw new AppError('unavailable', `The database is at schema version ${newest}; this build knows only ${last}.`, {
      remedy: 'Start a build at least as new as the one that last used this database.',
    });
  for (const { version, name, checksum } of applied)
    if (known.find((one) => one.version === version)?.checksum !== checksum)
      throw new AppError('unavailable', `Migration ${name} is not the one that was applied to this database.`, {
        remedy: 'Use an unchanged build; a migration is never edited after it was applied.',
      });
}

/**
 * Brings the schema up to this build's version and gives the app role its rights. May be repeated,
 * and started twice at once: the second waits for the first.
 */
export async function migrate(options: { migrationUrl: string; appRole: string }): Promise<{ applied: string[] }> {
  const migrations = await readMigrations();
  return withClient(options.migrationUrl, async (client) => {
    await requireServer(client);
    return inTransaction(client, () => apply(client, migrations, options.appRole));
  });
}

async function apply(client: Client, migrations: readonly Migration[], appRole: string) {
  await client.query(`select pg_advisory_xact_lock(hashtext('keyledger.migrate'))`);
  await client.query(`
    create schema if not exists keyledger;
    create table if not exists keyledger.schema_migration (
      version integer primary key, name text not null, checksum text not null,
      applied_at timestamptz(3) not null default now());
  `);
  const { rows: applied } = await client.query<Applied>(
    'select version, name, checksum from keyledger.schema_migration order by version',
  );
  requireKnown(applied, migrations);
  // One that was joined later may have a lower number than the last that was applied.
  const missing = migrations.filter(({ version }) => !applied.some((one) => one.version === version));
  for (const { version, name, sql, checksum } of missing) {
    await client.query(sql);
    await client.query('insert into keyledger.schema_migration (version, name, checksum) values ($1, $2, $3)', [
      version,
      name,
      checksum,
    ]);
  }
  await grantApp(client, appRole);
  return { applied: missing.map(({ name }) => name) };
}
