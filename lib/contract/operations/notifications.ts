import { channelName, notificationsView, testAnswer } from '@/lib/contract/notifications';
import { acting, none, operation, reading } from '@/lib/contract/operation';
import { z } from '@/lib/contract/zod';

export const listNotificationsOperation = operation({
  ...reading,
  id: 'listNotifications',
  path: '/api/notifications',
  summary: 'Where facts are told outside, which, and whether they arrive',
  permission: 'settings.read',
  answer: notificationsView,
});

export const testNotificationOperation = operation({
  ...acting,
  id: 'testNotification',
  path: '/api/notifications/{name}/test',
  summary: 'Sends a message without a fact to one channel',
  permission: 'notification.test',
  needsToo: 'settings.read',
  bucket: 'notificationTest',
  params: z.strictObject({ name: channelName }),
  body: none,
  answer: testAnswer,
  status: 202,
  idempotent: false,
  codes: ['not_found', 'too_large'],
});
