import { listPrincipalSecretsOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listPrincipalSecrets } from '@/lib/services/list-principal-secrets';

export const GET = route({
  operation: listPrincipalSecretsOperation,
  permission: 'history.read',
  handler: (ctx, { params, query }) => listPrincipalSecrets(ctx, { id: params.id, query }),
});
