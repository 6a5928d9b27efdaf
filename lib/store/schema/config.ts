import 'server-only';
import { bigint, json, text } from 'drizzle-orm/pg-core';
import { keyledger, moment } from './keyledger-schema';

export const configVersionTable = keyledger.table('config_version', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  digest: text('digest').notNull(),
  content: json('content').$type<unknown>().notNull(),
  lines: json('lines').$type<number[]>().notNull(),
  source: text('source').notNull(),
  since: moment('since').notNull(),
});

export const configReportTable = keyledger.table('config_report', {
  replica: text('replica').primaryKey(),
  place: text('place').notNull(),
  digest: text('digest').notNull(),
  mistakes: text('mistakes').array().notNull(),
  seenAt: moment('seen_at').notNull(),
});
