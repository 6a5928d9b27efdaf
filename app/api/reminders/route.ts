import { listRemindersOperation } from '@/lib/contract/operations/reminders';
import { route } from '@/lib/http/route';
import { listReminders } from '@/lib/services/list-reminders';

export const GET = route({
  operation: listRemindersOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listReminders(ctx, query),
});
