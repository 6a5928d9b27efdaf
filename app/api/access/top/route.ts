import { listTopOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listTop } from '@/lib/services/list-top';

export const GET = route({
  operation: listTopOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listTop(ctx, query),
});
