import { listNotificationsOperation } from '@/lib/contract/operations/notifications';
import { route } from '@/lib/http/route';
import { listNotifications } from '@/lib/services/list-notifications';

export const GET = route({
  operation: listNotificationsOperation,
  permission: 'settings.read',
  handler: (ctx) => listNotifications(ctx),
});
