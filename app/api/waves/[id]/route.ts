import { getWaveOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { getWave } from '@/lib/services/get-wave';

export const GET = route({
  operation: getWaveOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getWave(ctx, params),
});
