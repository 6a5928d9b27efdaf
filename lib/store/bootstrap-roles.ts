import 'server-only';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { inTransaction, withClient } from './migrate/with-client';

export const OWNER_ROLE = 'keyledger_owner';
export const APP_ROLE = 'keyledger_app';

async function ensureRole(client: Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
  const verb = rowCount ? 'alter' : 'create';
  await client.query(`${verb} role ${escapeIdentifier(name)} with ${rights} password ${escapeLiteral(password)}`);
}

/** Of every server: a lock is a database's own, and roles are the server's. */
const MEETING_PLACE = 'postgres';

/** The address of another database of the same server. */
function toDatabaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

/**
 * For a server of our own: the two roles, the database, the extension. May be repeated; a password
 * that differs from the one that stands is the new one.
 */
export async function bootstrapRoles(
  superuserUrl: string,
  options: { ownerPassword: string; appPassword: string; database: string },
): Promise<void> {
  const database = escapeIdentifier(options.database);
  await withClient(toDatabaseUrl(superuserUrl, MEETING_PLACE), async (client) => {
    // Until the connection ends: two that alter one role at once are an error of PostgreSQL's.
    await client.query(`select pg_advisory_lock(hashtext('keyledger.bootstrap'))`);
    await inTransaction(client, async () => {
      await ensureRole(client, OWNER_ROLE, options.ownerPassword);
      await ensureRole(client, APP_ROLE, options.appPassword);
    });
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [options.database]);
    if (!rowCount)
      await client.query(`create database ${database} owner ${OWNER_ROLE} encoding 'UTF8' template template0`);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
    await withClient(toDatabaseUrl(superuserUrl, options.database), (inside) =>
      inside.query('create extension if not exists pg_trgm; revoke create on schema public from public'),
    );
  });
}
