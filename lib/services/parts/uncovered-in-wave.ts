import 'server-only';
import { holds } from '@/lib/domain/grant';
import { covers } from '@/lib/domain/history/covers';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundWave } from '@/lib/domain/ports/wave-store';
import { PREFLIGHT_LAG_MS } from './plan-for-rotation';
import { findVisibleCoverage } from './visible-coverage';

/**
 * Of a wave that is made of what somebody read: the scopes in sight whose reads were not all known over that time when
 * it was drafted, so that what was read there may be missing. null: it is made of something else, or not all of it is in sight.
 */
export async function findUncovered(ctx: Context, { whole, origin, draftedAt }: FoundWave): Promise<string[] | null> {
  if (!whole || origin.since === null || !holds(ctx.actor.grants, 'history.read')) return null;
  const from = new Date(`${origin.since}T00:00:00Z`);
  const to = new Date(draftedAt.getTime() - PREFLIGHT_LAG_MS);
  if (to <= from) return [];
  const { intervals } = await findVisibleCoverage(ctx, 'days');
  return [...intervals].flatMap(([scope, known]) => (covers(known, from, to) ? [] : [scope])).toSorted();
}
