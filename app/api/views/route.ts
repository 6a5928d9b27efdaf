import { listSavedViewsOperation, saveViewOperation } from '@/lib/contract/operations/saved-views';
import { route } from '@/lib/http/route';
import { listSavedViews } from '@/lib/services/list-saved-views';
import { saveView } from '@/lib/services/save-view';

export const GET = route({
  operation: listSavedViewsOperation,
  permission: 'inventory.read',
  handler: (ctx) => listSavedViews(ctx),
});

export const POST = route({
  operation: saveViewOperation,
  permission: 'inventory.read',
  handler: (ctx, { body }) => saveView(ctx, body),
});
