import { listSecretAccessOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listSecretAccess } from '@/lib/services/list-secret-access';

export const GET = route({
  operation: listSecretAccessOperation,
  permission: 'history.read',
  handler: (ctx, { params, query }) => listSecretAccess(ctx, { ...params, query }),
});
