import { getRunOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { getRun } from '@/lib/services/get-run';

export const GET = route({
  operation: getRunOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getRun(ctx, { id: params.runId }),
});
