import 'server-only';
import { escapeIdentifier } from 'pg';
import { withClient } from './migrate/with-client';

/** After pg-boss has made its schema with the owner's connection: what the app role needs to send and work jobs. */
export async function grantJobs(migrationUrl: string, appRole: string): Promise<void> {
  const role = escapeIdentifier(appRole);
  await withClient(migrationUrl, (client) =>
    client.query(`
      grant usage on schema pgboss to ${role};
      grant select, insert, update, delete on all tables in schema pgboss to ${role};
      grant usage, select on all sequences in schema pgboss to ${role};
      grant execute on all functions in schema pgboss to ${role};
      alter default privileges in schema pgboss grant select, insert, update, delete on tables to ${role};
      alter default privileges in schema pgboss grant execute on functions to ${role};
    `),
  );
}
