import 'server-only';
import { date, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ActorKind } from '@/lib/domain/event-record';
import { keyledger, moment } from './keyledger-schema';

/** Reads of a secret by a principal in a day (UTC). */
export const readDayTable = keyledger.table(
  'read_day',
  {
    secretId: text('secret_id').notNull(),
    principalId: text('principal_id').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    reads: integer('reads').notNull(),
    denied: integer('denied').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    lastReadAt: moment('last_read_at'),
  },
  (table) => [primaryKey({ columns: [table.secretId, table.day, table.principalId, table.actorKind] })],
);

export const usageTable = keyledger.table('usage', {
  secretId: text('secret_id').primaryKey(),
  lastReadAt: moment('last_read_at'),
  lastReadPrincipal: text('last_read_principal'),
  lastReadActorKind: text('last_read_actor_kind').$type<ActorKind>(),
  reads30d: integer('reads30d').notNull(),
  readers30d: integer('readers30d').notNull(),
});
