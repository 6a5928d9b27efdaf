import { listAccountsOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { listAccounts } from '@/lib/services/list-accounts';

export const GET = route({
  operation: listAccountsOperation,
  permission: 'settings.read',
  handler: (ctx, { query }) => listAccounts(ctx, query),
});
