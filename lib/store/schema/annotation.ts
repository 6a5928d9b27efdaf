import 'server-only';
import { text } from 'drizzle-orm/pg-core';
import { keyledger, moment } from './keyledger-schema';

export const annotationTable = keyledger.table('annotation', {
  id: text('id').primaryKey(),
  prefix: text('prefix'),
  owner: text('owner'),
  note: text('note'),
  runbook: text('runbook'),
  ownerSearch: text('owner_search'),
  noteSearch: text('note_search'),
  revision: text('revision').notNull(),
  changedAt: moment('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
});
