import 'server-only';
import { date, integer, text } from 'drizzle-orm/pg-core';
import { keyledger, moment } from './keyledger-schema';

export const reminderTable = keyledger.table('reminder', {
  secretId: text('secret_id').primaryKey(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  everyDays: integer('every_days'),
  note: text('note'),
  revision: text('revision').notNull(),
  changedAt: moment('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
});

export const reminderDoneTable = keyledger.table('reminder_done', {
  id: text('id').primaryKey(),
  secretId: text('secret_id').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  doneAt: moment('done_at').notNull(),
  doneBy: text('done_by').notNull(),
  note: text('note'),
});
