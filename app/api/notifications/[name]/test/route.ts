import { testNotificationOperation } from '@/lib/contract/operations/notifications';
import { route } from '@/lib/http/route';
import { testNotification } from '@/lib/services/test-notification';

export const POST = route({
  operation: testNotificationOperation,
  permission: 'notification.test',
  handler: (ctx, { params }) => testNotification(ctx, params.name),
});
