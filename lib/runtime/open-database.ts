import 'server-only';
import { toMistakeLine } from '@/lib/config/mistake';
import { loadEnvFile, readEnvironment } from '@/lib/config/read-environment';
import { readStoreSettings } from '@/lib/config/read-store-settings';
import { toDemoFolder } from './demo/demo-folder';
import { readAccess } from './postgres/access-file';
import { startPostgres } from './postgres/start-postgres';
import { toUrls } from './postgres/to-urls';
import { bootstrapEmbedded, type Database } from './prepare-database';
import { findLockHolder } from './processes/lock-folder';
import { StartError } from './start-error';
import { takeFolder } from './take-folder';
import type { Teardown } from './teardown';

export interface OpenOptions {
  /** The demo's store instead of the real one's. */
  demo: boolean;
  /** Restoring makes a database where there is none, and wants it for itself. */
  for: 'reading' | 'restoring';
}

/** The store's database for one program: one's own, the embedded one where it runs, or started for the time. */
export async function openDatabase(options: OpenOptions, teardown: Teardown): Promise<Database> {
  const { demo } = options;
  if (!demo) loadEnvFile();
  const { settings, mistakes } = readStoreSettings(readEnvironment());
  if (mistakes.length > 0) throw new StartError(mistakes.map(toMistakeLine).join('\n'));
  if (settings.database && !demo) return settings.database;
  const dataDir = demo ? toDemoFolder(settings.dataDir, settings.foreignEndpoint) : settings.dataDir;
  const access = readAccess(dataDir);
  if (!access && options.for === 'reading')
    throw new StartError(`There is no database in ${dataDir} yet: start Keyledger first.`);
  if (options.for === 'reading' && access?.port && findLockHolder(dataDir) !== null) {
    const { app, owner } = toUrls(access, access.port);
    return { url: app, migrationUrl: owner };
  }
  teardown.add(takeFolder(dataDir));
  const postgres = await startPostgres(dataDir);
  teardown.add(() => postgres.stop());
  return bootstrapEmbedded(postgres);
}
