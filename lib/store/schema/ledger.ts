import 'server-only';
import { bigint, boolean, integer, jsonb, text } from 'drizzle-orm/pg-core';
import type { LedgerActor, LedgerPhase, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { LedgerAction } from '@/lib/domain/permission';
import { keyledger, moment } from './keyledger-schema';

export const ledgerTable = keyledger.table('ledger', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  at: moment('at').notNull(),
  actId: text('act_id').notNull(),
  action: text('action').$type<LedgerAction>().notNull(),
  phase: text('phase').$type<LedgerPhase>().notNull(),
  actor: jsonb('actor').$type<LedgerActor>().notNull(),
  secret: jsonb('secret').$type<NewLedgerEntry['secret']>(),
  reason: text('reason'),
  code: text('code'),
  requestId: text('request_id'),
  count: integer('count').notNull(),
  detail: jsonb('detail').$type<NewLedgerEntry['detail']>().notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
});

export const ledgerHeadTable = keyledger.table('ledger_head', {
  onlyOne: boolean('only_one').primaryKey().default(true),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});

export const refusalFoldTable = keyledger.table('refusal_fold', {
  kind: text('kind').primaryKey(),
  since: moment('since').notNull(),
  lastAt: moment('last_at').notNull(),
  closesAt: moment('closes_at').notNull(),
  count: integer('count').notNull(),
  entry: jsonb('entry').$type<NewLedgerEntry>().notNull(),
});
