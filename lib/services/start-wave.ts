import 'server-only';
import { randomUUID } from 'node:crypto';
import type { StartWaveInput, WaveDetail } from '@/lib/contract/waves';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
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
  const detail = { wave: id, name: wave.name };
  await recordAct(ctx, { actId: randomUUID(), action: 'wave.start', secret: null, reason, detail }, async () => {
    const typedName = input.confirmName === wave.name;
    const isStarted = await ctx.store.waves.start(id, { starter: toStarter(ctx), reason, typedName, at: ctx.now() });
    return isStarted ? { result: undefined, detail: {} } : { failure: changedMeanwhile(), detail: {} };
  });
  await askToWork(ctx, id);
  return getWave(ctx, { id });
}
