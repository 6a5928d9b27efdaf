import 'server-only';
import { jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AccessEvent } from '@/lib/domain/event-record';
import { keyledger, moment } from './keyledger-schema';

/** An event as JSON keeps it. */
export type KeptEvent = Omit<AccessEvent, 'raw' | 'at'> & { at: string };

export const answerTable = keyledger.table(
  'event_answer',
  {
    questionId: text('question_id').notNull(),
    at: moment('at').notNull(),
    eventId: text('event_id').notNull(),
    secretId: text('secret_id'),
    event: jsonb('event').$type<KeptEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.eventId] })],
);
