import { completeReminderOperation } from '@/lib/contract/operations/reminders';
import { route } from '@/lib/http/route';
import { completeReminder } from '@/lib/services/complete-reminder';

export const POST = route({
  operation: completeReminderOperation,
  permission: 'secret.annotate',
  handler: (ctx, { params, body }) => completeReminder(ctx, { ...params, input: body }),
});
