import { listOutsideReadsOperation } from '@/lib/contract/operations/ledger';
import { route } from '@/lib/http/route';
import { listOutsideReads } from '@/lib/services/list-outside-reads';

export const GET = route({
  operation: listOutsideReadsOperation,
  permission: 'ledger.read',
  handler: (ctx, { query }) => listOutsideReads(ctx, query),
});
