import { getSecretOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { getSecret } from '@/lib/services/get-secret';

export const GET = route({
  operation: getSecretOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getSecret(ctx, params),
});
