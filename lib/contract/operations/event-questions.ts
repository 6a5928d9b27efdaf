import {
  askEventsInput,
  athenaDaysQuery,
  athenaDaysView,
  eventQuestionDetail,
  eventQuestionQuery,
} from '@/lib/contract/event-questions';
import { none, operation, reading } from '@/lib/contract/operation';
import { opaqueId } from '@/lib/contract/shared';
import { z } from '@/lib/contract/zod';

const params = z.strictObject({ id: opaqueId });

export const listAthenaDaysOperation = operation({
  ...reading,
  id: 'listAthenaDays',
  path: '/api/access/athena',
  summary: 'Days that Athena tells of, whose single events may be asked for, and what one asked for',
  permission: 'history.read',
  query: athenaDaysQuery,
  answer: athenaDaysView,
  codes: ['not_found'],
});

export const askForEventsOperation = operation({
  id: 'askForEvents',
  method: 'POST',
  path: '/api/access/athena',
  summary: 'Has the worker ask Athena for the single events of days that it tells of; it scans what is paid for',
  permission: 'history.read',
  // A token that only reads must not spend money.
  bySessionAlone: true,
  params: none,
  query: none,
  body: askEventsInput,
  answer: eventQuestionDetail,
  status: 202,
  codes: ['not_found', 'conflict'],
});

export const getEventQuestionOperation = operation({
  ...reading,
  id: 'getEventQuestion',
  path: '/api/access/athena/{id}',
  summary: 'How far a question of one’s own is, and the events that came of it; one that nobody looks at is stopped',
  permission: 'history.read',
  params,
  query: eventQuestionQuery,
  answer: eventQuestionDetail,
  codes: ['not_found'],
});

export const cancelEventQuestionOperation = operation({
  id: 'cancelEventQuestion',
  method: 'POST',
  path: '/api/access/athena/{id}/cancel',
  summary: 'Stops a question of one’s own; what was scanned until then is paid for',
  permission: 'history.read',
  params,
  query: none,
  body: z.strictObject({}),
  answer: eventQuestionDetail,
  status: 200,
  codes: ['not_found', 'conflict'],
});

export const EVENT_QUESTION_OPERATIONS = [
  listAthenaDaysOperation,
  askForEventsOperation,
  getEventQuestionOperation,
  cancelEventQuestionOperation,
] as const;
