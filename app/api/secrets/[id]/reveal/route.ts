import { revealSecretOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { revealSecret } from '@/lib/services/reveal-secret';

export const POST = route({
  operation: revealSecretOperation,
  permission: 'secret.reveal',
  handler: (ctx, { params, body, idempotencyKey }) => revealSecret(ctx, { ...params, input: body, idempotencyKey }),
});
