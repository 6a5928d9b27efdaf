import { requestSyncOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { requestSync } from '@/lib/services/request-sync';

export const POST = route({
  operation: requestSyncOperation,
  permission: 'scope.sync',
  handler: (ctx, { body }) => requestSync(ctx, body),
});
