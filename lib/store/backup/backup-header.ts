import 'server-only';
import type { Client } from 'pg';
import { z } from 'zod';

/** The layout of the file; a build reads its own and older ones. */
export const FORMAT = 1;

/**
 * What a backup holds, in the order in which it can be put back. All that AWS cannot tell again is
 * in it; sessions, keys of repeated requests and listings in progress are of the moment, and are not.
 */
export const TABLES = [
  'scope',
  'scope_health',
  'secret',
  'secret_version',
  'stage_look',
  'stage_span',
  'principal',
  'raw_block',
  'event',
  'event_day',
  'deleted_day',
  'unkept',
  'actor_name',
  'read_day',
  'roll_up_owner',
  'roll_up_group',
  'athena_query',
  'trail_day',
  'first_read',
  'usage',
  'quarantine',
  'coverage',
  'rotation_run',
  'ledger',
  'ledger_head',
  'ledger_identity',
  'ledger_anchor',
  'ledger_follower',
  'refusal_fold',
  'token',
  'saved_view',
  'found_account',
  'discovery',
  'annotation',
  'reminder',
  'reminder_done',
  'review',
  'review_secret',
  'review_coverage',
  'review_reader',
  'review_read',
  'wave',
  'wave_item',
  'unusual_dismissal',
] as const;

/** Tables of older schemas, which say nothing that is not found out again. */
export const RETIRED = ['athena'] as const;

export const backupHeader = z.strictObject({
  keyledgerBackup: z.number().int(),
  schemaVersion: z.number().int(),
  createdAt: z.iso.datetime(),
  /** `YYYY-MM` of every event, for the partitions. */
  eventMonths: z.array(z.string().regex(/^\d{4}-\d{2}$/)),
  tables: z.array(
    z.strictObject({
      name: z.enum([...TABLES, ...RETIRED]),
      columns: z.array(z.string().regex(/^[a-z_0-9]+$/)).min(1),
      rows: z.number().int().nonnegative(),
    }),
  ),
});

export type BackupHeader = z.infer<typeof backupHeader>;

/** Generated columns are worked out again; `copy` refuses them. A transaction's number is one of its own server's. */
async function describeTable(client: Client, name: (typeof TABLES)[number]) {
  const columns = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'keyledger' and table_name = $1 and is_generated = 'NEVER' and column_name <> 'changed_in'
     order by ordinal_position`,
    [name],
  );
  const counted = await client.query<{ rows: string }>(`select count(*) as rows from keyledger.${name}`);
  return { name, columns: columns.rows.map((column) => column.name), rows: Number(counted.rows[0]?.rows ?? 0) };
}

/** Of the snapshot that `client` is in. */
export async function describeStore(client: Client, now: Date): Promise<BackupHeader> {
  const version = await client.query<{ version: number }>(
    'select max(version) as version from keyledger.schema_migration',
  );
  const months = await client.query<{ month: string }>(
    `select distinct to_char(at at time zone 'UTC', 'YYYY-MM') as month from keyledger.event order by 1`,
  );
  const tables = [];
  for (const name of TABLES) tables.push(await describeTable(client, name));
  return {
    keyledgerBackup: FORMAT,
    schemaVersion: version.rows[0]?.version ?? 0,
    createdAt: now.toISOString(),
    eventMonths: months.rows.map(({ month }) => month),
    tables,
  };
}
