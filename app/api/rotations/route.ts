import { listRunsOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listRuns } from '@/lib/services/list-runs';

export const GET = route({
  operation: listRunsOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listRuns(ctx, query),
});
