import { streamRunOperation } from '@/lib/contract/operations/history';
import { followRun } from '@/lib/http/follow-run';
import { route } from '@/lib/http/route';

export const GET = route({
  operation: streamRunOperation,
  permission: 'inventory.read',
  event: 'run',
  stream: (ctx, { params }, follow) => followRun(ctx, { id: params.runId }, follow),
});
