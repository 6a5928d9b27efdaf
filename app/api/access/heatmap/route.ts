import { listHeatmapOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { listHeatmap } from '@/lib/services/list-heatmap';

export const GET = route({
  operation: listHeatmapOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listHeatmap(ctx, query),
});
