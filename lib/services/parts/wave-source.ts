import 'server-only';
import type { WaveSource } from '@/lib/contract/waves';
import { secretsFilter } from '@/lib/contract/secrets-query';
import { AppError, notFound } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryFilter, InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { WaveOrigin } from '@/lib/domain/ports/wave-store';
import { MOST_IN_WAVE } from '@/lib/domain/wave/wave';
import { sightOf } from './authorize';
import { mayAct } from './may-act';
import { toInventoryFilter } from './page-of-secrets';
import { requireHistoryFor } from './require-history';

const action = 'secret.rotate';

export const toOrigin = (source: WaveSource): WaveOrigin => ({
  kind: source.kind,
  principal: source.kind === 'principal' ? source.principal : null,
  since: source.kind === 'principal' ? source.since : null,
  review: source.kind === 'review' ? source.review : null,
});

interface Chosen {
  /** The person's to rotate, as each of them alone would be. */
  mine: InventoryRow[];
  /** In sight, and not theirs to rotate. */
  leftOut: InventoryRow[];
}

/** What a source names, in sight. */
export async function chooseForWave(ctx: Context, source: WaveSource): Promise<Chosen> {
  const ids = await findIds(ctx, source);
  if (ids.length > MOST_IN_WAVE) throw tooMany(ids.length);
  const rows = await ctx.store.inventory.rows(sightOf(ctx), ids, ctx.now());
  const isMine = new Set(rows.filter((row) => mayAct(ctx, action, row)));
  const leftOut = rows.filter((row) => !isMine.has(row));
  if (isMine.size > 0) return { mine: [...isMine], leftOut };
  if (rows.length > 0)
    throw new AppError('forbidden', `You do not have ${action} on any of these secrets.`, { refused: action });
  throw new AppError('not_found', 'There is no such secret, or none of them is yours to see.', { refused: action });
}

async function findIds(ctx: Context, source: WaveSource): Promise<string[]> {
  if (source.kind === 'ids') return [...new Set(source.ids)];
  if (source.kind === 'review') return readUnexpectedly(ctx, source.review);
  if (source.kind === 'principal') {
    const asked = secretsFilter.parse({ readBy: `${source.principal}@${source.since}` });
    requireHistoryFor(ctx, asked);
    return matching(ctx, toInventoryFilter(asked));
  }
  requireHistoryFor(ctx, source.filter);
  return matching(ctx, toInventoryFilter(source.filter), source.total);
}

async function readUnexpectedly(ctx: Context, review: string): Promise<string[]> {
  if (!holds(ctx.actor.grants, 'history.read'))
    throw new AppError('forbidden', 'What was read needs history.read.', { refused: 'history.read' });
  if (!(await ctx.store.reviews.sees(sightOf(ctx), review))) throw notFound('review');
  return ctx.store.reviews.unexpectedSecrets(sightOf(ctx), review, MOST_IN_WAVE);
}

/** `total`: how many they were when the person looked. */
async function matching(ctx: Context, filter: InventoryFilter, total?: number): Promise<string[]> {
  const query = { filter, sort: 'name', order: 'asc', now: ctx.now() } as const;
  const found = await ctx.store.inventory.matching(sightOf(ctx), query);
  if (total !== undefined && found.total !== total)
    throw new AppError(
      'conflict',
      `${found.total.toLocaleString('en')} match now, and it was ${total.toLocaleString('en')} when you looked. Look at the list again.`,
    );
  if (found.total > MOST_IN_WAVE) throw tooMany(found.total);
  const ids: string[] = [];
  for await (const batch of found.batches) ids.push(...batch);
  return ids;
}

const tooMany = (found: number): AppError =>
  new AppError(
    'conflict',
    `${found > MOST_IN_WAVE + 1 ? found.toLocaleString('en') : `More than ${MOST_IN_WAVE}`} match, and a wave has at most ${MOST_IN_WAVE.toLocaleString('en')} secrets. Narrow the filter.`,
  );
