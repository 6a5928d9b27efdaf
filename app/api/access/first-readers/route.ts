import { listFirstReadersOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listFirstReaders } from '@/lib/services/list-first-readers';

export const GET = route({
  operation: listFirstReadersOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listFirstReaders(ctx, query),
});
