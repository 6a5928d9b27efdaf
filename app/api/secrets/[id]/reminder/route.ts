import { getReminderOperation, setReminderOperation } from '@/lib/contract/operations/reminders';
import { route } from '@/lib/http/route';
import { getReminder } from '@/lib/services/get-reminder';
import { setReminder } from '@/lib/services/set-reminder';

export const GET = route({
  operation: getReminderOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getReminder(ctx, params),
});

export const POST = route({
  operation: setReminderOperation,
  permission: 'secret.annotate',
  handler: (ctx, { params, body }) => setReminder(ctx, { ...params, input: body }),
});
