import { annotateSecretOperation } from '@/lib/contract/operations/annotations';
import { route } from '@/lib/http/route';
import { annotateSecret } from '@/lib/services/annotate-secret';

export const POST = route({
  operation: annotateSecretOperation,
  permission: 'secret.annotate',
  handler: (ctx, { params, body }) => annotateSecret(ctx, { ...params, input: body }),
});
