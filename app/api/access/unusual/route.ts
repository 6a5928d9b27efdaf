import { listUnusualOperation } from '@/lib/contract/operations/unusual';
import { route } from '@/lib/http/route';
import { listUnusual } from '@/lib/services/list-unusual';

export const GET = route({
  operation: listUnusualOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listUnusual(ctx, query),
});
