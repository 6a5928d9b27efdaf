import { listBulkReadsOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listBulkReads } from '@/lib/services/list-bulk-reads';

export const GET = route({
  operation: listBulkReadsOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listBulkReads(ctx, query),
});
