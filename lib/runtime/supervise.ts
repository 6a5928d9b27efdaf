import 'server-only';
import { toChildEnvironment } from '@/lib/config/child-environment';
import type { Env } from '@/lib/config/environment';
import { HANDED_DOWN } from '@/lib/config/handed-down';
import type { Log } from '@/lib/domain/ports/context';
import { createStore } from '@/lib/store/create-store';
import { keepAnchorKey } from './anchors/keep-anchor-key';
import { checkConfig } from './check-config';
import { checkPort } from './check-port';
import { withDatabase } from './explain-database';
import { findCaller } from './find-caller';
import { keepPostgres } from './keep-postgres';
import { keepSessionSecret } from './keep-session-secret';
import { bootstrapEmbedded, migrateDatabase, type Database } from './prepare-database';
import { keepRunning } from './processes/keep-running';
import { recordStart } from './record-start';
import { takeFolder } from './take-folder';
import type { Teardown } from './teardown';

export interface Supervision {
  env: Env;
  log: Log;
  /** Only the demo says so. `ownCredentials`: over an endpoint that has no roles. */
  demo: { ownCredentials: boolean } | null;
  dev?: boolean;
  /** A file's descriptor for what the processes print; absent: our own output. */
  output?: number;
  /** Told each step when it begins. */
  onStep: (step: string) => void;
}

/**
 * Starts everything in order. What has been started is noted in `teardown` step by step, so that a
 * failure or a signal in the middle ends it all the same.
 */
export async function supervise(plan: Supervision, teardown: Teardown): Promise<{ url: string }> {
  const { log, onStep, output, demo } = plan;
  const handedDown = { demo: demo !== null, ownCredentials: demo?.ownCredentials ?? false, caller: null };
  const asked = { ...plan.env, [HANDED_DOWN]: JSON.stringify({ ...handedDown, embeddedDatabase: false }) };
  const { config } = checkConfig(asked);
  const embedded = config.database === null;
  teardown.add(takeFolder(config.dataDir));
  await checkPort(config.web.host, config.web.port);
  onStep(embedded ? 'Starting the embedded PostgreSQL' : 'Preparing the database');
  const database = config.database ?? (await startEmbedded(config.dataDir, plan, teardown));
  const own = (variable: 'url' | 'migrationUrl', act: () => Promise<void>): Promise<void> =>
    embedded ? act() : withDatabase(toVariable(variable, database), database[variable], act);
  await own('migrationUrl', () => migrateDatabase(database));
  if (config.aws.accounts.length === 0 && !config.aws.discovery) onStep('Asking AWS whose credentials these are');
  const caller = await findCaller(config.aws);
  const env = toChildEnvironment(plan.env, {
    database,
    handedDown: { ...handedDown, embeddedDatabase: embedded, caller },
    publicUrl: config.web.publicUrl,
    sessionSecret: keepSessionSecret(config.dataDir, config.auth.sessionSecret),
  });
  keepAnchorKey(config.ledger.keyFile);
  const inForce = checkConfig(env);
  const store = createStore({ databaseUrl: database.url, log, poolSize: 1 });
  try {
    await own('url', () => recordStart(store, inForce));
  } finally {
    await store.close();
  }
  onStep('Starting the worker and the web server');
  const mode = plan.dev ? 'development' : 'production';
  const shared = { log, ...(output === undefined ? {} : { output }) };
  const worker = keepRunning({ name: 'worker', env, ...shared });
  teardown.add(() => worker.stop());
  const web = keepRunning({ name: 'web', env: { ...env, NODE_ENV: mode }, ...shared });
  teardown.add(() => web.stop());
  await Promise.all([worker.ready, web.ready]);
  return { url: inForce.config.web.publicUrl };
}

const toVariable = (variable: 'url' | 'migrationUrl', { url, migrationUrl }: Database): string =>
  variable === 'url' || url === migrationUrl ? 'DATABASE_URL' : 'DATABASE_MIGRATION_URL';

async function startEmbedded(dataDir: string, { log, onStep }: Supervision, teardown: Teardown) {
  const postgres = await keepPostgres(dataDir, log);
  teardown.add(() => postgres.stop());
  if (postgres.place.moved)
    onStep(`The user postgres cannot enter ${dataDir}: the database is in ${postgres.place.folder}`);
  return bootstrapEmbedded(postgres);
}
