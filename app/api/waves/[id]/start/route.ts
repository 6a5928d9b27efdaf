import { startWaveOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { startWave } from '@/lib/services/start-wave';

export const POST = route({
  operation: startWaveOperation,
  permission: 'secret.rotate',
  handler: (ctx, { params, body }) => startWave(ctx, { ...params, input: body }),
});
