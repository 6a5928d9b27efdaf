import { previewEnvironmentsOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { previewEnvironments } from '@/lib/services/preview-environments';

export const POST = route({
  operation: previewEnvironmentsOperation,
  permission: 'settings.read',
  handler: (ctx, { body }) => previewEnvironments(ctx, body),
});
