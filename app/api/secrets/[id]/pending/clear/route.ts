import { clearPendingOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { clearPending } from '@/lib/services/clear-pending';

export const POST = route({
  operation: clearPendingOperation,
  permission: 'secret.recover',
  handler: (ctx, { params, body, idempotencyKey }) => clearPending(ctx, { ...params, input: body, idempotencyKey }),
});
