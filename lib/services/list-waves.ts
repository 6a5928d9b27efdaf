import 'server-only';
import { z } from 'zod';
import type { WavesList, WavesQuery } from '@/lib/contract/waves';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toWaveView } from './parts/to-wave-view';
import { toWire } from './parts/wire-time';

const position = z.strictObject({ at: positionTime, id: positionText });

/** GET /api/waves: those of which something is in sight, the newest first. */
export async function listWaves(ctx: Context, { state, limit, cursor }: WavesQuery): Promise<WavesList> {
  authorize(ctx, 'inventory.read');
  const from = decodeCursor(cursor, position);
  const after = from && { draftedAt: new Date(from.at), id: from.id };
  const found = await ctx.store.waves.list(sightOf(ctx), { state, limit: limit + 1, after });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toWaveView),
    nextCursor: last ? encodeCursor({ at: toWire(last.draftedAt), id: last.id }) : null,
  };
}
