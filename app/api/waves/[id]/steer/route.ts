import { steerWaveOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { steerWave } from '@/lib/services/steer-wave';

export const POST = route({
  operation: steerWaveOperation,
  permission: 'secret.rotate',
  handler: (ctx, { params, body }) => steerWave(ctx, { ...params, input: body }),
});
