import { deleteViewOperation } from '@/lib/contract/operations/saved-views';
import { route } from '@/lib/http/route';
import { deleteView } from '@/lib/services/delete-view';

export const DELETE = route({
  operation: deleteViewOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => deleteView(ctx, params),
});
