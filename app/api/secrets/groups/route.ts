import { listGroupsOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listGroups } from '@/lib/services/list-groups';

export const GET = route({
  operation: listGroupsOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listGroups(ctx, query),
});
