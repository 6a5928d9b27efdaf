import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SteerWaveInput, WaveDetail } from '@/lib/contract/waves';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundWave } from '@/lib/domain/ports/wave-store';
import type { WaveState } from '@/lib/domain/wave/wave';
import { getWave } from './get-wave';
import { askToWork } from './parts/ask-to-work';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { listWaveRows, mayStop } from './parts/to-wave-view';
import { changedMeanwhile, findWaveForAct, refuseWave, toStarter } from './parts/wave-for-act';

const STEPS = {
  paused: { action: 'wave.pause', from: ['running'], did: 'Paused' },
  running: { action: 'wave.resume', from: ['paused'], did: 'Resumed' },
  aborted: { action: 'wave.abort', from: ['draft', 'running', 'paused'], did: 'Aborted' },
} as const satisfies Record<SteerWaveInput['to'], { action: string; from: WaveState[]; did: string }>;

/** POST /api/waves/{id}/steer. What AWS has begun goes on to its end, whatever becomes of the wave. */
export async function steerWave(
  ctx: Context,
  { id, input: { to, reason } }: { id: string; input: SteerWaveInput },
): Promise<WaveDetail> {
  authorize(ctx, 'secret.rotate');
  const wave = await findWaveForAct(ctx, id);
  const { action, from, did } = STEPS[to];
  if (!from.some((state) => state === wave.state))
    throw new AppError(
      'conflict',
      `A wave that is ${IN_WORDS[wave.state]} cannot be ${to === 'running' ? 'resumed' : to}.`,
    );
  await requireMay(ctx, wave, to);
  const stated = reason ?? null;
  if (to === 'running' && wave.isRestored && stated === null)
    throw new AppError('invalid', 'A restore brought this wave back: say why what waits is to be rotated.', {
      errors: [{ pointer: '/reason', rule: 'is required for a wave that a restore brought back' }],
    });
  const why = to === 'running' ? null : `${did} by ${ctx.actor.name}${stated ? `: ${stated}` : '.'}`;
  const record = {
    actId: randomUUID(),
    action,
    secret: null,
    reason: stated,
    detail: { wave: id, name: wave.name },
  };
  await recordAct(ctx, record, async () => {
    const change = { to, why, at: ctx.now(), ...(to === 'running' && { starter: toStarter(ctx) }) };
    const isDone = await ctx.store.waves.steer(id, change);
    return isDone ? { result: undefined, detail: {} } : { failure: changedMeanwhile(), detail: {} };
  });
  if (to === 'running') await askToWork(ctx, id);
  return getWave(ctx, { id });
}

const IN_WORDS: Readonly<Record<WaveState, string>> = {
  draft: 'a draft',
  running: 'running',
  paused: 'paused',
  finished: 'finished',
  aborted: 'aborted',
};

/** It goes on as whoever started it, so that nobody else sets it going. */
async function requireMay(ctx: Context, wave: FoundWave, to: SteerWaveInput['to']): Promise<void> {
  if (wave.draftedById === ctx.actor.id) return;
  if (to === 'running')
    await refuseWave(ctx, wave.id, 'A wave is resumed by whoever started it, since it rotates as them.');
  if (!mayStop(ctx, wave, await listWaveRows(ctx, wave.id)))
    await refuseWave(ctx, wave.id, 'You may rotate nothing of what you see of this wave.');
}
