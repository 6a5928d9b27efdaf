import 'server-only';
import type { WaveDetail, WaveView } from '@/lib/contract/waves';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { FoundWave, SeenWave, StoredWave, WaveOrigin } from '@/lib/domain/ports/wave-store';
import { MOST_IN_WAVE, type WaveItemState, type WaveState } from '@/lib/domain/wave/wave';
import { sightOf } from './authorize';
import { actRuleFor, mayAct } from './may-act';
import { findBlocked } from './plan-for-rotations';
import { findUncoveredInWave } from './uncovered-in-wave';
import { toWire, toWireOrNull } from './wire-time';

const TO_ROTATE: readonly WaveItemState[] = ['waiting', 'running', 'succeeded', 'failed'];

export const isOver = (state: WaveState): boolean => state === 'finished' || state === 'aborted';

const toSource = ({ kind, principal, since, review }: WaveOrigin) => ({ kind, principal, since, review });

export const toWaveView = (wave: SeenWave): WaveView => ({
  id: wave.id,
  name: wave.name,
  state: wave.state,
  why: wave.why,
  concurrency: wave.concurrency,
  pauseSeconds: wave.pauseSeconds,
  stopAfter: wave.stopAfter,
  draftedAt: toWire(wave.draftedAt),
  draftedBy: wave.draftedBy,
  startedAt: toWireOrNull(wave.startedAt),
  reason: wave.reason,
  endedAt: toWireOrNull(wave.endedAt),
  source: wave.whole ? toSource(wave.origin) : null,
  counts: wave.counts,
});

/** Its secrets in sight that were not passed over, as they are now. */
export async function listWaveRows(ctx: Context, id: string): Promise<InventoryRow[]> {
  const query = { state: TO_ROTATE, limit: MOST_IN_WAVE, after: null };
  const items = await ctx.store.waves.items(sightOf(ctx).inventory, id, query);
  return ctx.store.inventory.rows(sightOf(ctx), items.map(({ secretId }) => secretId), ctx.now()); // prettier-ignore
}

/** What its start asks for: all that one of its secrets would. */
export function toAsks(ctx: Context, rows: readonly InventoryRow[]): WaveDetail['asks'] {
  const rules = rows.map((row) => actRuleFor(ctx, row));
  return {
    reason: rules.some(({ rotateNeedsReason }) => rotateNeedsReason),
    typedName: rules.some(({ rotateNeedsTypedName }) => rotateNeedsTypedName),
  };
}

/** Whoever drafted it, or may rotate something in it: to stop is to be easy. */
export const mayStop = (ctx: Context, wave: StoredWave, rows: readonly InventoryRow[]): boolean =>
  holds(ctx.actor.grants, 'secret.rotate') &&
  (wave.draftedById === ctx.actor.id || rows.some((row) => mayAct(ctx, 'secret.rotate', row)));

export async function toWaveDetail(ctx: Context, wave: FoundWave): Promise<WaveDetail> {
  const rows = isOver(wave.state) ? [] : await listWaveRows(ctx, wave.id);
  const uncovered = await findUncoveredInWave(ctx, wave);
  const isDraft = wave.state === 'draft';
  const blocked = isDraft ? (await findBlocked(ctx, rows)).size : 0;
  const isTheirs = wave.draftedById === ctx.actor.id && holds(ctx.actor.grants, 'secret.rotate');
  return {
    ...toWaveView(wave),
    ...(uncovered && { uncovered }),
    stages: wave.stages,
    dryRun: isDraft ? { ready: rows.length - blocked, blocked } : null,
    asks: isDraft ? toAsks(ctx, rows) : { reason: wave.isRestored, typedName: false },
    mayStart: isTheirs && (isDraft || wave.state === 'paused'),
    mayStop: !isOver(wave.state) && mayStop(ctx, wave, rows),
  };
}
