import 'server-only';
import { z } from 'zod';
import type { RunsList, RunsQuery } from '@/lib/contract/rotation';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toRunView } from './parts/to-run-view';

const position = z.strictObject({ startedAt: positionTime, id: positionText });

/** GET /api/rotations: runs of secrets within sight, newest first. */
export async function listRuns(ctx: Context, query: RunsQuery): Promise<RunsList> {
  const visibility = authorize(ctx, 'inventory.read');
  const after = decodeCursor(query.cursor, position);
  const runs = await ctx.store.runs.list(visibility, {
    secretId: query.secret,
    active: query.active,
    state: query.state,
    env: query.env,
    account: query.account,
    service: query.service,
    limit: query.limit + 1,
    before: after && { startedAt: new Date(after.startedAt), id: after.id },
  });
  const page = runs.slice(0, query.limit);
  const last = runs.length > query.limit ? page.at(-1) : undefined;
  return {
    items: page.map(toRunView),
    nextCursor: last ? encodeCursor({ startedAt: last.startedAt.toISOString(), id: last.id }) : null,
  };
}
