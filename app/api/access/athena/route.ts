import { askForEventsOperation, listAthenaDaysOperation } from '@/lib/contract/operations/event-questions';
import { route } from '@/lib/http/route';
import { askForEvents } from '@/lib/services/ask-for-events';
import { listAthenaDays } from '@/lib/services/list-athena-days';

export const GET = route({
  operation: listAthenaDaysOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listAthenaDays(ctx, query),
});

export const POST = route({
  operation: askForEventsOperation,
  permission: 'history.read',
  handler: (ctx, { body }) => askForEvents(ctx, body),
});
