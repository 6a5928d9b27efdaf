import 'server-only';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { FoundWave, WaveStarter } from '@/lib/domain/ports/wave-store';
import { recordRefusal } from '@/lib/services/record-refusal';
import { sightOf } from './authorize';
import { isOver } from './to-wave-view';

/** A wave as its acts need it: what is not in sight is not found, and tried; what is over stays as it is. */
export async function findWaveForAct(ctx: Context, id: string): Promise<FoundWave> {
  const wave = await ctx.store.waves.find(sightOf(ctx), id);
  if (!wave) throw new AppError('not_found', notFound('wave').message, { refused: 'secret.rotate' });
  if (isOver(wave.state)) throw new AppError('conflict', `This wave was ${wave.state}: it stays as it is.`);
  return wave;
}

export async function refuseWave(ctx: Context, wave: string, why: string): Promise<never> {
  await recordRefusal(ctx, { action: 'secret.rotate', code: 'forbidden', detail: { wave }, why });
  throw new AppError('forbidden', why);
}

/** As whom it rotates from now on. */
export function toStarter({ actor }: Pick<Context, 'actor'>): WaveStarter {
  const { issuer, subject, name, email, persona, groups, claims, token } = actor;
  return { person: { issuer, subject, name, email, persona, groups, claims }, token };
}

export const changedMeanwhile = (): AppError =>
  new AppError('conflict', 'Somebody changed this wave meanwhile. Look at it again.');
