import 'server-only';
import { boolean, text } from 'drizzle-orm/pg-core';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import { keyledger, moment } from './keyledger-schema';

export const savedViewTable = keyledger.table('saved_view', {
  id: text('id').primaryKey(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  personName: text('person_name').notNull(),
  name: text('name').notNull(),
  screen: text('screen').$type<StoredView['screen']>().notNull(),
  query: text('query').notNull(),
  shared: boolean('shared').notNull(),
  savedAt: moment('saved_at').notNull(),
});
