import 'server-only';
import type { RunView } from '@/lib/contract/rotation';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toRunView } from './parts/to-run-view';

/** GET /api/rotations/{runId}: one run; `not_found` unless its secret is within sight. */
export async function getRun(ctx: Context, input: { id: string }): Promise<RunView> {
  const visibility = authorize(ctx, 'inventory.read');
  const run = await ctx.store.runs.find(visibility, input.id);
  if (!run) throw notFound('run');
  return toRunView(run);
}
