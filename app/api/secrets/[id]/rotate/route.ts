import { rotateSecretOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { rotateSecret } from '@/lib/services/rotate-secret';

export const POST = route({
  operation: rotateSecretOperation,
  permission: 'secret.rotate',
  handler: (ctx, { params, body, idempotencyKey }) => rotateSecret(ctx, { ...params, input: body, idempotencyKey }),
});
