import 'server-only';
import { bigint, boolean, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import type { Occasion, TEST } from '@/lib/domain/notification/occasion';
import type { SendProblem } from '@/lib/domain/notification/send-problem';
import { keyledger, moment } from './keyledger-schema';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

export const notificationTable = keyledger.table('notification', {
  id: text('id').primaryKey(),
  channel: text('channel').notNull(),
  occasion: text('occasion').$type<Occasion | typeof TEST>().notNull(),
  dedupe: text('dedupe').notNull(),
  message: jsonb('message').$type<NoticeMessage>().notNull(),
  madeAt: moment('made_at').notNull(),
  state: text('state').$type<'waiting' | 'sent' | 'dead'>().notNull().default('waiting'),
  attempts: integer('attempts').notNull().default(0),
  nextAt: moment('next_at').notNull(),
  endedAt: moment('ended_at'),
  problem: text('problem').$type<SendProblem>(),
  status: integer('status'),
});

export const channelTable = keyledger.table('notification_channel', {
  name: text('name').primaryKey(),
  sent: count('sent'),
  failed: count('failed'),
  sentAt: moment('sent_at'),
  failures: integer('failures').notNull().default(0),
  failingSince: moment('failing_since'),
  tryAt: moment('try_at'),
  problem: text('problem').$type<SendProblem>(),
  status: integer('status'),
  goneAt: moment('gone_at'),
});

export const noteTable = keyledger.table(
  'notification_note',
  {
    occasion: text('occasion').$type<Occasion>().notNull(),
    subject: text('subject').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.occasion, table.subject] })],
);

export const watchTable = keyledger.table('notification_watch', {
  one: boolean('one').primaryKey().default(true),
  since: moment('since').notNull(),
});
