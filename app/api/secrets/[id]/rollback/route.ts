import { rollBackOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { rollBack } from '@/lib/services/roll-back';

export const POST = route({
  operation: rollBackOperation,
  permission: 'secret.recover',
  handler: (ctx, { params, body, idempotencyKey }) => rollBack(ctx, { ...params, input: body, idempotencyKey }),
});
