import 'server-only';
import { z } from 'zod';
import type { GroupsList, GroupsQuery } from '@/lib/contract/groups-list';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { toInventoryFilter } from './parts/page-of-secrets';
import { positionText } from './parts/position';
import { requireHistoryFor } from './parts/require-history';
import { scopeStamps } from './parts/scope-stamps';

/** GET /api/secrets/groups: one page of groups under the filter, within the actor's sight, with exact counts. */
export async function listGroups(ctx: Context, query: GroupsQuery): Promise<GroupsList> {
  authorize(ctx, 'inventory.read');
  requireHistoryFor(ctx, query);
  const { by, under = '', limit, cursor } = query;
  if (under !== '' && by !== 'path')
    throw new AppError('invalid', 'Only paths have folders.', {
      errors: [{ pointer: 'query:under', rule: 'goes with by=path alone' }],
    });
  // Good for the groups that it was made of alone.
  const made = { by: JSON.stringify(by), under };
  const position = z.strictObject({ by: z.literal(made.by), under: z.literal(under), key: positionText });
  const after = decodeCursor(cursor, position)?.key ?? null;
  const [{ groups, ...counts }, stamps] = await Promise.all([
    ctx.store.inventory.groups(sightOf(ctx), {
      filter: toInventoryFilter(query),
      by,
      under,
      limit: limit + 1,
      after,
      now: ctx.now(),
    }),
    scopeStamps(ctx),
  ]);
  const items = groups.slice(0, limit);
  const last = groups.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor({ ...made, key: last.key }) : null, ...counts, ...stamps };
}
