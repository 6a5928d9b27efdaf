import { listPrincipalsOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listPrincipals } from '@/lib/services/list-principals';

export const GET = route({
  operation: listPrincipalsOperation,
  permission: 'history.read',
  handler: (ctx) => listPrincipals(ctx),
});
