import { changeViewOperation, deleteViewOperation } from '@/lib/contract/operations/saved-views';
import { route } from '@/lib/http/route';
import { changeView } from '@/lib/services/change-view';
import { deleteView } from '@/lib/services/delete-view';

export const POST = route({
  operation: changeViewOperation,
  permission: 'inventory.read',
  handler: (ctx, { params, body }) => changeView(ctx, { ...params, ...body }),
});

export const DELETE = route({
  operation: deleteViewOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => deleteView(ctx, params),
});
