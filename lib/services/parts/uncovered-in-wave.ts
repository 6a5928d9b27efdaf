import 'server-only';
import { holds } from '@/lib/domain/grant';
import { covers } from '@/lib/domain/history/covers';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundWave, WaveOrigin } from '@/lib/domain/ports/wave-store';
import { PREFLIGHT_LAG_MS } from './plan-for-rotation';
import { findVisibleCoverage } from './visible-coverage';
import { visibleScopes } from './visible-scopes';

/**
 * The scopes in sight whose reads are not all known from that day (UTC) until then, so that what was read there may be missing in
 * what is made of reads; none, where it is made of something else. To be kept with it: what becomes known later is not in it.
 */
export async function findUncovered(ctx: Context, since: string | null, until: Date): Promise<string[]> {
  if (since === null) return [];
  const from = new Date(`${since}T00:00:00Z`);
  const to = new Date(until.getTime() - PREFLIGHT_LAG_MS);
  if (to <= from) return [];
  const { intervals } = await findVisibleCoverage(ctx, 'days');
  return [...intervals].flatMap(([scope, known]) => (covers(known, from, to) ? [] : [scope])).toSorted();
}

const inSight = async (ctx: Context, { uncovered }: Required<Pick<WaveOrigin, 'uncovered'>>): Promise<string[]> => {
  const seen = new Set((await visibleScopes(ctx)).map(({ scope }) => scope.id));
  return uncovered.filter((id) => seen.has(id));
};

/** Of a wave that is made of what somebody read, as it was when it was drafted. null: it is made of something else, or not all of it is in sight. */
export async function findUncoveredInWave(
  ctx: Context,
  { whole, origin, draftedAt }: FoundWave,
): Promise<string[] | null> {
  const { since, uncovered } = origin;
  if (!whole || since === null || !holds(ctx.actor.grants, 'history.read')) return null;
  // One that was drafted before this was kept.
  return uncovered === undefined ? findUncovered(ctx, since, draftedAt) : inSight(ctx, { uncovered });
}
