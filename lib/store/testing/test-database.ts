import 'server-only';
import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { APP_ROLE, bootstrapRoles, OWNER_ROLE } from '@/lib/store/bootstrap-roles';
import { migrate } from '@/lib/store/migrate';
import { withClient } from '@/lib/store/migrate/with-client';
import { startCluster } from './start-cluster';
import { copyTemplate } from './template-database';

export interface TestDatabase {
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

// The roles belong to the whole server: every database of a run has to agree on them.
const PASSWORD = 'only-for-tests';

function toUrl(serverUrl: string, database: string, role?: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}

/**
 * A migrated database of its own inside the server that TEST_DATABASE_URL names (as superuser); where
 * it names none, inside a server that is started for it. TEST_DATABASE_TEMPLATE: copied from one of that name there.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const named = process.env.TEST_DATABASE_URL;
  const cluster = named ? null : await startCluster();
  const serverUrl = named ?? cluster?.superuserUrl ?? '';
  const database = `kl_${randomBytes(8).toString('hex')}`;
  const ownerUrl = toUrl(serverUrl, database, OWNER_ROLE);
  const template = process.env.TEST_DATABASE_TEMPLATE;
  if (template)
    await copyTemplate(
      { serverUrl, name: template, ownerUrl: toUrl(serverUrl, template, OWNER_ROLE), password: PASSWORD },
      database,
    );
  else {
    await bootstrapRoles(serverUrl, { ownerPassword: PASSWORD, appPassword: PASSWORD, database });
    await migrate({ migrationUrl: ownerUrl, appRole: APP_ROLE });
  }
  return {
    superuserUrl: toUrl(serverUrl, database),
    ownerUrl,
    appUrl: toUrl(serverUrl, database, APP_ROLE),
    async stop() {
      if (cluster) return cluster.stop();
      await withClient(serverUrl, (client) =>
        client.query(`drop database if exists ${escapeIdentifier(database)} with (force)`),
      );
    },
  };
}
