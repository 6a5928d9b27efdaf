import { cancelRotationOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { cancelRotation } from '@/lib/services/cancel-rotation';

export const POST = route({
  operation: cancelRotationOperation,
  permission: 'secret.recover',
  handler: (ctx, { params, body, idempotencyKey }) => cancelRotation(ctx, { ...params, input: body, idempotencyKey }),
});
