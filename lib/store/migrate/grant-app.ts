import 'server-only';
import { escapeIdentifier, type Client } from 'pg';

/** What the app role may do: rows everywhere, but only add to the ledger and to the configurations in force, and only read the list of migrations. */
export async function grantApp(client: Client, appRole: string): Promise<void> {
  const { rows } = await client.query<{ same: boolean }>('select current_user = $1 as same', [appRole]);
  if (rows[0]?.same) return;
  const role = escapeIdentifier(appRole);
  await client.query(`
    grant usage on schema keyledger to ${role};
    grant select, insert, update, delete on all tables in schema keyledger to ${role};
    revoke update, delete on keyledger.ledger from ${role};
    revoke insert, delete on keyledger.ledger_head from ${role};
    revoke update, delete on keyledger.ledger_anchor from ${role};
    revoke insert, update, delete on keyledger.ledger_identity from ${role};
    revoke update, delete on keyledger.config_version from ${role};
    revoke insert, update, delete on keyledger.schema_migration from ${role};
    grant execute on all functions in schema keyledger to ${role};
  `);
}
