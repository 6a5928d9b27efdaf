import 'server-only';
import { z } from 'zod';
import { opaqueId } from '@/lib/contract/shared';
import type { WaveItemsList, WaveItemsQuery } from '@/lib/contract/waves';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { planForRotations } from './parts/plan-for-rotations';
import { positionText } from './parts/position';
import { toWaveItem } from './parts/to-wave-item';

const level = z.int().min(0).max(2_000_000_000);
const position = z.strictObject({ rank: level, depth: level, name: positionText, id: opaqueId });

/** GET /api/waves/{id}/items: those in sight, in the order in which they come; of a draft each with its preflight. */
export async function listWaveItems(
  ctx: Context,
  { id, query: { state, limit, cursor } }: { id: string; query: WaveItemsQuery },
): Promise<WaveItemsList> {
  const visibility = authorize(ctx, 'inventory.read');
  const from = decodeCursor(cursor, position);
  const after = from && { rank: from.rank, depth: from.depth, name: from.name, secretId: from.id };
  const wave = await ctx.store.waves.find(sightOf(ctx), id);
  if (!wave) throw notFound('wave');
  const found = await ctx.store.waves.items(visibility, id, { state, limit: limit + 1, after });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const ids = page.filter((item) => item.state === 'waiting').map(({ secretId }) => secretId);
  const preflights =
    wave.state === 'draft'
      ? await planForRotations(ctx, await ctx.store.inventory.rows(sightOf(ctx), ids, ctx.now()))
      : null;
  return {
    items: page.map((item) => toWaveItem(item, preflights?.get(item.secretId))),
    nextCursor: last ? encodeCursor({ rank: last.rank, depth: last.depth, name: last.name, id: last.secretId }) : null,
  };
}
