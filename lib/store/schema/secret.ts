import 'server-only';
import { date, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ActorKind } from '@/lib/domain/event-record';
import { keyledger, moment, multirange } from './keyledger-schema';
import { secretColumns } from './secret-columns';

export const secretTable = keyledger.table('secret', secretColumns());

export interface ReplicaRow {
  region: string;
  kmsKeyId: string | null;
  lastAccessedOn: string | null;
}

/** What the inventory lists; the view is in 0062_runbook_search.sql. */
export const itemView = keyledger
  .view('item', {
    ...secretColumns(),
    /** Read by `ownerOf`. */
    ownerOrBlank: text('owner'),
    accountName: text('account_name').notNull(),
    lastReadAt: moment('last_read_at'),
    lastReadPrincipal: text('last_read_principal'),
    lastReadActorKind: text('last_read_actor_kind').$type<ActorKind>(),
    reads30d: integer('reads30d').notNull(),
    readers30d: integer('readers30d').notNull(),
    regions: text('regions').array().notNull(),
    replicaRows: jsonb('replica_rows').$type<ReplicaRow[]>(),
    covered: multirange('covered').notNull(),
    keptOwner: text('kept_owner'),
    ownerPrefix: text('owner_prefix'),
    note: text('note'),
    notePrefix: text('note_prefix'),
    runbook: text('runbook'),
    runbookPrefix: text('runbook_prefix'),
    keptSearch: text('kept_search'),
  })
  .existing();

export const versionTable = keyledger.table(
  'secret_version',
  {
    secretId: text('secret_id').notNull(),
    versionId: text('version_id').notNull(),
    stages: text('stages').array().notNull(),
    createdAt: moment('created_at'),
    lastAccessedOn: date('last_accessed_on', { mode: 'string' }),
    kmsKeyIds: text('kms_key_ids').array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.secretId, table.versionId] })],
);

/** When the labels of a secret were looked at last. */
export const stageLookTable = keyledger.table('stage_look', {
  secretId: text('secret_id').primaryKey(),
  at: moment('at').notNull(),
});

/** Staging labels over time (`StageSpan`). */
export const stageSpanTable = keyledger.table(
  'stage_span',
  {
    secretId: text('secret_id').notNull(),
    versionId: text('version_id').notNull(),
    stage: text('stage').notNull(),
    sinceAfter: moment('since_after'),
    sinceBy: moment('since_by').notNull(),
    untilAfter: moment('until_after'),
    untilBy: moment('until_by'),
  },
  (table) => [primaryKey({ columns: [table.secretId, table.versionId, table.stage, table.sinceBy] })],
);
