import 'server-only';
import type { WaveDetail } from '@/lib/contract/waves';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { toWaveDetail } from './parts/to-wave-view';

/** GET /api/waves/{id}: as much of it as is in sight. */
export async function getWave(ctx: Context, { id }: { id: string }): Promise<WaveDetail> {
  authorize(ctx, 'inventory.read');
  const wave = await ctx.store.waves.find(sightOf(ctx), id);
  if (!wave) throw notFound('wave');
  return toWaveDetail(ctx, wave);
}
