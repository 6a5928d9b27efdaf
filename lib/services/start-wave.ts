import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { StartWaveInput, WaveDetail } from '@/lib/contract/waves';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundWave } from '@/lib/domain/ports/wave-store';
import { MOST_IN_WAVE } from '@/lib/domain/wave/wave';
import { getWave } from './get-wave';
import { askToWork } from './parts/ask-to-work';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { requireReason } from './parts/require-reason';
import { listWaveRows, toAsks } from './parts/to-wave-view';
import { changedMeanwhile, findWaveForAct, refuseWave, toStarter } from './parts/wave-for-act';

/**
 * POST /api/waves/{id}/start: by whoever drafted it, with all that one of its secrets would ask for. From then on the
 * worker rotates one after the other as this person, as far as they may when the turn of each comes.
 */
export async function startWave(
  ctx: Context,
  { id, input }: { id: string; input: StartWaveInput },
): Promise<WaveDetail> {
  authorize(ctx, 'secret.rotate');
  const wave = await findWaveForAct(ctx, id);
  if (wave.state !== 'draft') throw new AppError('conflict', 'This wave was started before.');
  if (wave.draftedById !== ctx.actor.id)
    return refuseWave(ctx, id, 'A wave is started by whoever drafted it, since it rotates as them.');
  const asks = toAsks(ctx, await listWaveRows(ctx, id));
  const reason = await refusing(ctx, { action: 'secret.rotate' }, () => {
    const stated = requireReason(asks.reason, input.reason);
    if (asks.typedName && input.confirmName !== wave.name)
      throw new AppError('invalid', "An environment of this wave asks for the wave's name to be typed.", {
        errors: [{ pointer: '/confirmName', rule: "is the wave's whole name" }],
      });
    return stated;
  });
  const typedName = input.confirmName === wave.name;
  const detail = { ...(await describeForLedger(ctx, wave)), typedName };
  await recordAct(ctx, { actId: randomUUID(), action: 'wave.start', secret: null, reason, detail }, async () => {
    const isStarted = await ctx.store.waves.start(id, { starter: toStarter(ctx), reason, typedName, at: ctx.now() });
    return isStarted ? { result: undefined, detail: {} } : { failure: changedMeanwhile(), detail: {} };
  });
  await askToWork(ctx, id);
  return getWave(ctx, { id });
}

/** Enough to tell later which secrets it was, and how it was to go: `digest` is of their ids, in order, a line each. */
async function describeForLedger(ctx: Context, { id, name, concurrency, pauseSeconds, stopAfter }: FoundWave) {
  const items = await ctx.store.waves.items(EVERYTHING, id, { state: ['waiting'], limit: MOST_IN_WAVE, after: null });
  const ids = items.map(({ secretId }) => secretId).toSorted();
  const digest = createHash('sha256').update(ids.join('\n')).digest('hex');
  return { wave: id, name, secrets: ids.length, digest, concurrency, pauseSeconds, stopAfter };
}
