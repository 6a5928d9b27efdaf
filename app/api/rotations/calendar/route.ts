import { listCalendarOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listCalendar } from '@/lib/services/list-calendar';

export const GET = route({
  operation: listCalendarOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listCalendar(ctx, query),
});
