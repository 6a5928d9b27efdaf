import 'server-only';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError } from '@/lib/domain/errors';
import type { Anchor, SignedAnchor } from '@/lib/domain/ledger/anchor';
import { appendLocked, lockLedger } from '@/lib/store/ledger/append';
import { toVerification, walkStored, type Verification } from '@/lib/store/ledger/verify-chain';
import { inTransaction, withClient } from '@/lib/store/migrate/with-client';
import { SCHEMA_VERSION } from '@/lib/store/schema/keyledger-schema';
import { RETIRED, TABLES, type BackupHeader } from './backup-header';
import { keepAnchors, mergeAnchors, takeAnchors } from './keep-anchors';
import { DAYS_LEFT, EVENTS_COVERED, MADE_OF_THE_REST, NEAREST_ANNOTATIONS, TO_JUDGE } from './made-of-the-rest';
import { checkBackup, readLines, readTable } from './read-backup';

export interface Restored {
  header: BackupHeader;
  /** Of the ledger as it came back, before the entry about it. */
  ledger: Verification;
  /** Entries that are known to have stood after those of the backup. */
  lostEntries: number;
  /** API tokens that lived when the backup was made. */
  tokensEnded: number;
  /** Waves that ran or were paused when the backup was made. */
  wavesPaused: number;
}

/** What is of the moment goes too: nobody stays signed in to a store that changed under him. */
const ALL_TABLES = [
  ...TABLES,
  'secret_annotation',
  'ledger_check',
  'actor_day',
  'secret_day',
  'late_day',
  'loose_block',
  'athena_scope',
  'event_question',
  'event_answer',
  'trail_file',
  'trail_scope',
  'listing',
  'changed_secret',
  'aws_call',
  'version_refusal',
  'session',
  'provider_logout',
  'idempotency',
  'config_version',
  'config_report',
  'role_test',
  'notification',
  'notification_channel',
  'notification_note',
  'notification_watch',
  'unusual_due',
  'unusual_later',
  'read_habit',
  'unusual_read',
  'unusual_state',
]
  .map((name) => `keyledger.${name}`)
  .join(', ');

async function requireSameSchema(client: Client, header: BackupHeader): Promise<void> {
  if (header.schemaVersion > SCHEMA_VERSION)
    throw new AppError(
      'invalid',
      `This backup is of schema version ${header.schemaVersion}; this build knows ${SCHEMA_VERSION}.`,
      {
        remedy: 'Restore with a build at least as new as the one that made the backup.',
      },
    );
  const { rows } = await client.query<{ version: number }>(
    'select max(version) as version from keyledger.schema_migration',
  );
  if (rows[0]?.version !== SCHEMA_VERSION)
    throw new AppError('unavailable', 'The database is not at the schema version of this build: migrate it first.');
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    `select exists (select 1 from keyledger.ledger) or exists (select 1 from keyledger.event)
       or exists (select 1 from keyledger.secret) or exists (select 1 from keyledger.rotation_run) as filled`,
  );
  if (rows[0]?.filled !== false)
    throw new AppError('conflict', 'The store is not empty; everything in it would be lost.', {
      remedy: 'Restore into an empty store, or add --force to replace what is there.',
    });
}

async function copyBack(client: Client, header: BackupHeader, file: string): Promise<void> {
  for (const month of header.eventMonths)
    await client.query('select keyledger.prepare_partitions($1::timestamptz, $1::timestamptz)', [
      `${month}-15T00:00:00Z`,
    ]);
  const lines = readLines(file);
  await lines.next();
  for (const { name, columns } of header.tables) {
    if (RETIRED.some((retired) => retired === name)) {
      for await (const row of readTable(lines)) void row;
      continue;
    }
    const target = `keyledger.${name} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;
    await pipeline(
      Readable.from(readTable(lines), { objectMode: false }),
      client.query(copyFrom(`copy ${target} from stdin`)),
    );
  }
  await lines.return(undefined);
}

/** A token that was ended since would live again, and nobody would know of it: so none does. */
async function endTokens(client: Client, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `update keyledger.token set ended_at = $1, ended_by = 'a restore' where ended_at is null and expires_at > $1`,
    [now],
  );
  return rowCount ?? 0;
}

/** What they rotated after the backup was made would be rotated again: each goes on once somebody says so, and why. */
async function pauseWaves(client: Client, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `update keyledger.wave set state = 'paused', restored_at = $1,
       why = 'A restore brought it back: what it rotated after the backup was made is not known here.'
     where state in ('running', 'paused')`,
    [now],
  );
  return rowCount ?? 0;
}

/**
 * Puts a backup back in one transaction: all of it, or nothing. To be called with the owner's
 * connection: the app role may not empty a ledger. A ledger that was broken when it was saved comes
 * back as broken as it was, and says so.
 */
export async function restore(
  migrationUrl: string,
  file: string,
  options: { force?: boolean; now?: Date; anchors?: readonly SignedAnchor[] } = {},
): Promise<Restored> {
  const header = await checkBackup(file);
  const now = options.now ?? new Date();
  return withClient(migrationUrl, (client) =>
    inTransaction(client, async () => {
      await requireSameSchema(client, header);
      const db = drizzle(client);
      await lockLedger(db);
      await client.query(`lock table ${ALL_TABLES} in access exclusive mode`);
      if (!options.force) await requireEmpty(client);
      const replaced = toVerification(await walkStored(db));
      await keepAnchors(client);
      await client.query(`set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; truncate ${ALL_TABLES}`);
      await copyBack(client, header, file);
      await client.query(MADE_OF_THE_REST);
      await client.query(TO_JUDGE);
      await client.query(EVENTS_COVERED);
      await client.query(NEAREST_ANNOTATIONS);
      await client.query(DAYS_LEFT);
      const tokensEnded = await endTokens(client, now);
      const wavesPaused = await pauseWaves(client, now);
      const ledger = toVerification(await walkStored(db));
      await mergeAnchors(client, ledger.entries);
      const anchor = await takeAnchors(db, options.anchors ?? []);
      const entry = toEntry(header, { ledger, replaced, anchor, tokensEnded, wavesPaused });
      await appendLocked(db, entry, now);
      return { header, ledger, lostEntries: entry.detail.lostEntries, tokensEnded, wavesPaused };
    }),
  );
}

interface Found {
  ledger: Verification;
  replaced: Verification;
  anchor: Anchor | null;
  tokensEnded: number;
  wavesPaused: number;
}

const toEntry = (header: BackupHeader, { ledger, replaced, anchor, tokensEnded, wavesPaused }: Found) => ({
  actId: randomUUID(),
  action: 'ledger.restored' as const,
  phase: 'noted' as const,
  actor: { id: 'keyledger', name: 'Keyledger', persona: null },
  secret: null,
  reason: null,
  code: null,
  requestId: null,
  count: 1,
  detail: {
    backupAt: header.createdAt,
    entries: ledger.entries,
    head: ledger.head,
    brokenAt: ledger.brokenAt?.seq ?? null,
    replacedEntries: replaced.entries,
    replacedHead: replaced.head,
    // The newest that is known, from this store, the backup or outside.
    anchor: anchor?.number ?? null,
    anchoredEntries: anchor?.seq ?? null,
    anchoredHead: anchor?.hash ?? null,
    lostEntries: Math.max(0, replaced.entries - ledger.entries, (anchor?.seq ?? 0) - ledger.entries),
    tokensEnded,
    wavesPaused,
  },
});
