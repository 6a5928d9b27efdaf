import { listWaveItemsOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { listWaveItems } from '@/lib/services/list-wave-items';

export const GET = route({
  operation: listWaveItemsOperation,
  permission: 'inventory.read',
  handler: (ctx, { params, query }) => listWaveItems(ctx, { ...params, query }),
});
