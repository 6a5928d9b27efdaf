import { listScopesOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { listScopes } from '@/lib/services/list-scopes';

export const GET = route({
  operation: listScopesOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listScopes(ctx, query),
});
