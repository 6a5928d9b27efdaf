import 'server-only';
import { z } from 'zod';
import type { PrincipalSecretsList, PrincipalSecretsQuery } from '@/lib/contract/principals';
import { opaqueId } from '@/lib/contract/shared';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionTime } from './parts/position';
import { toSecretRead } from './parts/to-secret-read';

const position = z.strictObject({ at: positionTime, id: opaqueId });

/** GET /api/principals/{id}/secrets: what it read or tried to within sight, the latest first, ever or since a day. */
export async function listPrincipalSecrets(
  ctx: Context,
  { id, query }: { id: string; query: PrincipalSecretsQuery },
): Promise<PrincipalSecretsList> {
  authorize(ctx, 'history.read');
  const { since, limit, cursor } = query;
  const after = decodeCursor(cursor, position);
  const asked = { principalKey: id, ...(since !== undefined && { since }), limit: limit + 1 };
  const { rows, found } = await ctx.store.history.secretsReadBy(sightOf(ctx), {
    ...asked,
    after: after && { at: new Date(after.at), id: after.id },
  });
  // Who read nothing that is in sight may be there all the same.
  if (found === 0 && !(await ctx.store.history.findPrincipal(sightOf(ctx), id))) throw notFound('principal');
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toSecretRead),
    found,
    nextCursor: last ? encodeCursor({ at: last.place.at.toISOString(), id: last.place.id }) : null,
  };
}
