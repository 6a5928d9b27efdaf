import 'server-only';
import { bigint, boolean, integer, jsonb, text } from 'drizzle-orm/pg-core';
import type { Finding } from '@/lib/domain/ledger/finding';
import { keyledger, moment } from './keyledger-schema';

const count = (name: string) => bigint(name, { mode: 'number' });

export const ledgerIdentityTable = keyledger.table('ledger_identity', {
  onlyOne: boolean('only_one').primaryKey().default(true),
  id: text('id').notNull(),
});

export const anchorTable = keyledger.table('ledger_anchor', {
  number: count('number').primaryKey(),
  hash: text('hash').notNull(),
  seq: count('seq').notNull(),
  entryHash: text('entry_hash').notNull(),
  at: moment('at').notNull(),
  document: text('document').notNull(),
});

export const sinkTable = keyledger.table('ledger_sink', {
  name: text('name').primaryKey(),
  delivered: count('delivered').notNull().default(0),
  deliveredAt: moment('delivered_at'),
  failures: integer('failures').notNull().default(0),
  failingSince: moment('failing_since'),
  problem: text('problem'),
  remedy: text('remedy'),
  tryAt: moment('try_at'),
});

export const checkTable = keyledger.table('ledger_check', {
  kind: text('kind').$type<'whole' | 'stretch'>().primaryKey(),
  at: moment('at').notNull(),
  milliseconds: integer('milliseconds').notNull(),
  entries: count('entries').notNull(),
  seq: count('seq').notNull(),
  hash: text('hash').notNull(),
  findings: jsonb('findings').$type<Finding[]>().notNull(),
});

export const followerTable = keyledger.table('ledger_follower', {
  name: text('name').primaryKey(),
  seq: count('seq').notNull(),
});
