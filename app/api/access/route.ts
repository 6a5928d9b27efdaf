import { listAccessOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listAccess } from '@/lib/services/list-access';

export const GET = route({
  operation: listAccessOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listAccess(ctx, query),
});
