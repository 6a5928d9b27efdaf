import 'server-only';
import { bootstrapRoles } from '@/lib/store/bootstrap-roles';
import { grantJobs } from '@/lib/store/grant-jobs';
import { migrate } from '@/lib/store/migrate';
import { migrateJobs } from '@/lib/sync/migrate-jobs';
import { DATABASE, toUrls } from './postgres/to-urls';
import type { RunningPostgres } from './postgres/start-postgres';

export interface Database {
  url: string;
  migrationUrl: string;
}

/** The embedded server's three roles and its database; may be repeated. */
export async function bootstrapEmbedded({ access, port }: RunningPostgres): Promise<Database> {
  const urls = toUrls(access, port);
  const { ownerPassword, appPassword } = access;
  await bootstrapRoles(urls.superuser, { ownerPassword, appPassword, database: DATABASE });
  return { url: urls.app, migrationUrl: urls.owner };
}

/** Schema of the store and of the jobs, as this build needs them. */
export async function migrateDatabase({ url, migrationUrl }: Database): Promise<void> {
  const appRole = decodeURIComponent(new URL(url).username);
  await migrate({ migrationUrl, appRole });
  await migrateJobs(migrationUrl);
  await grantJobs(migrationUrl, appRole);
}
