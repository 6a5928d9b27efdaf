import 'server-only';
import { bigint, date, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ActorKind } from '@/lib/domain/event-record';
import type { FindingFact } from '@/lib/domain/unusual/finding';
import type { UnusualRule } from '@/lib/domain/unusual/rule';
import type { Traits } from '@/lib/domain/unusual/traits';
import { keyledger, moment } from './keyledger-schema';

const reader = () => ({
  principalId: text('principal_id').notNull(),
  actorKind: text('actor_kind').$type<ActorKind>().notNull(),
});

export const dueTable = keyledger.table('unusual_due', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  secretId: text('secret_id').notNull(),
  ...reader(),
  fromAt: moment('from_at').notNull(),
  toAt: moment('to_at').notNull(),
  how: text('how').$type<'more' | 'again' | 'anew'>().notNull().default('more'),
});

export const habitTable = keyledger.table(
  'read_habit',
  {
    secretId: text('secret_id').notNull(),
    ...reader(),
    day: date('day', { mode: 'string' }).notNull(),
    traits: jsonb('traits').$type<Traits>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.secretId, table.principalId, table.actorKind, table.day] })],
);

export const unusualTable = keyledger.table('unusual_read', {
  id: text('id').primaryKey(),
  rule: text('rule').$type<UnusualRule>().notNull(),
  secretId: text('secret_id'),
  ...reader(),
  day: date('day', { mode: 'string' }).notNull(),
  firstAt: moment('first_at').notNull(),
  lastAt: moment('last_at').notNull(),
  count: integer('count').notNull(),
  reason: text('reason').notNull(),
  facts: jsonb('facts').$type<FindingFact[]>().notNull(),
  foundAt: moment('found_at').notNull(),
});

export const dismissalTable = keyledger.table('unusual_dismissal', {
  findingId: text('finding_id').primaryKey(),
  day: date('day', { mode: 'string' }).notNull(),
  count: integer('count').notNull(),
  reason: text('reason').notNull(),
  at: moment('dismissed_at').notNull(),
  by: text('dismissed_by').notNull(),
});

export const unusualStateTable = keyledger.table('unusual_state', {
  about: text('about').primaryKey(),
  known: jsonb('known').$type<string[]>().notNull(),
});
