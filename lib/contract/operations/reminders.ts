import { operation, reading } from '@/lib/contract/operation';
import {
  completeReminderInput,
  remindersList,
  remindersQuery,
  secretReminder,
  setReminderInput,
} from '@/lib/contract/reminders';
import { secretParams } from './secrets';

const changing = {
  method: 'POST',
  permission: 'secret.annotate',
  params: secretParams,
  answer: secretReminder,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
} as const;

export const listRemindersOperation = operation({
  ...reading,
  id: 'listReminders',
  path: '/api/reminders',
  summary: 'When secrets that AWS does not rotate are to be replaced by hand, what is due first',
  permission: 'inventory.read',
  query: remindersQuery,
  answer: remindersList,
});

export const getReminderOperation = operation({
  ...reading,
  id: 'getReminder',
  path: '/api/secrets/{id}/reminder',
  summary: 'The reminder of a secret, and when it was done',
  permission: 'inventory.read',
  params: secretParams,
  answer: secretReminder,
  codes: ['not_found'],
});

export const setReminderOperation = operation({
  ...changing,
  id: 'setReminder',
  path: '/api/secrets/{id}/reminder',
  summary: 'Sets or takes away the reminder of a secret that AWS does not rotate; AWS is told nothing',
  query: reading.query,
  body: setReminderInput,
});

export const completeReminderOperation = operation({
  ...changing,
  id: 'completeReminder',
  path: '/api/secrets/{id}/reminder/done',
  summary: 'Says that the value was replaced by hand, and when it is due next; AWS is told nothing',
  query: reading.query,
  body: completeReminderInput,
});
