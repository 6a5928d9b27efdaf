import { draftWaveOperation, listWavesOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { draftWave } from '@/lib/services/draft-wave';
import { listWaves } from '@/lib/services/list-waves';

export const GET = route({
  operation: listWavesOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listWaves(ctx, query),
});

export const POST = route({
  operation: draftWaveOperation,
  permission: 'secret.rotate',
  handler: (ctx, { body }) => draftWave(ctx, body),
});
