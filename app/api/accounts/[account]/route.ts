import { getAccountOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getAccount } from '@/lib/services/get-account';

export const GET = route({
  operation: getAccountOperation,
  permission: 'settings.read',
  handler: (ctx, { params }) => getAccount(ctx, params.account),
});
