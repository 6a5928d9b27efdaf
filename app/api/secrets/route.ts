import { listSecretsOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listSecrets } from '@/lib/services/list-secrets';

export const GET = route({
  operation: listSecretsOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listSecrets(ctx, query),
});
