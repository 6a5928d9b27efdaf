import { getPrincipalOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { getPrincipal } from '@/lib/services/get-principal';

export const GET = route({
  operation: getPrincipalOperation,
  permission: 'history.read',
  handler: (ctx, { params }) => getPrincipal(ctx, params),
});
