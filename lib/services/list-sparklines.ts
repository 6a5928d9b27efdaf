import 'server-only';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';

/** Reads a day for 14 days, for one page of the inventory; absent where not covered or not to be seen. */
export async function listSparklines(ctx: Context, input: { ids: readonly string[] }): Promise<Map<string, number[]>> {
  authorize(ctx, 'inventory.read');
  if (input.ids.length === 0 || !holds(ctx.actor.grants, 'history.read')) return new Map();
  return ctx.store.history.sparklines(sightOf(ctx), input.ids, ctx.now());
}
