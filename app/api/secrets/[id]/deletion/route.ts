import { getDeletionOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { getDeletion } from '@/lib/services/get-deletion';

export const GET = route({
  operation: getDeletionOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getDeletion(ctx, params),
});
