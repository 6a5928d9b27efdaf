import 'server-only';
import { z } from 'zod';
import type { ReviewReadersList, ReviewReadersQuery } from '@/lib/contract/reviews';
import { ACTOR_KINDS, isOfPeople } from '@/lib/domain/event-record';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toReviewReader } from './parts/to-review-view';
import { toWire } from './parts/wire-time';

const position = z.strictObject({ at: positionTime, p: positionText, k: z.enum(ACTOR_KINDS) });

/** GET /api/reviews/{id}/readers: each by what it read that is in sight. */
export async function listReviewReaders(
  ctx: Context,
  { id, verdict, limit, cursor }: ReviewReadersQuery & { id: string },
): Promise<ReviewReadersList> {
  authorize(ctx, 'history.read');
  const sight = sightOf(ctx);
  const from = decodeCursor(cursor, position);
  const after = from && {
    people: isOfPeople({ actorKind: from.k }),
    lastAt: new Date(from.at),
    principalId: from.p,
    actorKind: from.k,
  };
  const { reviews } = ctx.store;
  if (!(await reviews.sees(sight, id))) throw notFound('review');
  const found = await reviews.readers(sight, id, { verdict, limit: limit + 1, after });
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(toReviewReader),
    nextCursor: last ? encodeCursor({ at: toWire(last.lastAt), p: last.principal.id, k: last.actorKind }) : null,
  };
}
