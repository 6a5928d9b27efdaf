import 'server-only';
import { escapeIdentifier } from 'pg';
import { APP_ROLE, bootstrapRoles, OWNER_ROLE } from '@/lib/store/bootstrap-roles';
import { migrate } from '@/lib/store/migrate';
import { withClient } from '@/lib/store/migrate/with-client';

interface Template {
  serverUrl: string;
  /** Of the database that is copied. */
  name: string;
  ownerUrl: string;
  password: string;
}

/** Whoever comes first of all processes makes it; it is a template once it is whole. */
async function makeTemplate({ serverUrl, name, ownerUrl, password }: Template): Promise<void> {
  await withClient(serverUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('keyledger.template'))`);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount) return;
    await bootstrapRoles(serverUrl, { ownerPassword: password, appPassword: password, database: name });
    await migrate({ migrationUrl: ownerUrl, appRole: APP_ROLE });
    // Nobody may be connected to what is copied.
    await client.query(`alter database ${escapeIdentifier(name)} is_template true allow_connections false`);
  });
}

let made: Promise<void> | undefined;

/**
 * A copy of a database that was migrated once: each file's own migrations take several times as long. Who may connect is
 * not copied, all else is, and the roles stand since then.
 */
export async function copyTemplate(template: Template, database: string): Promise<void> {
  made ??= makeTemplate(template);
  await made;
  const [name, from] = [database, template.name].map((one) => escapeIdentifier(one));
  await withClient(template.serverUrl, async (client) => {
    await client.query(`create database ${name} owner ${OWNER_ROLE} template ${from} strategy file_copy`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${APP_ROLE}`);
  });
}
