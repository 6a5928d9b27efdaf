import { renameViewOperation } from '@/lib/contract/operations/saved-views';
import { route } from '@/lib/http/route';
import { renameView } from '@/lib/services/rename-view';

export const POST = route({
  operation: renameViewOperation,
  permission: 'inventory.read',
  handler: (ctx, { params, body }) => renameView(ctx, { ...params, ...body }),
});
