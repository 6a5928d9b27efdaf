import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { WorkedWave } from '@/lib/domain/ports/wave-store';
import { toPauseEntry } from '@/lib/services/parts/wave-pause-entry';

/** By itself: with its entry in one step, so that neither a wave stands without one nor one is there of a wave that goes on. */
export async function pauseWave(ctx: SystemContext, wave: WorkedWave, why: string): Promise<null> {
  const entry = toPauseEntry(wave, why);
  if (!(await ctx.store.waves.steer(wave.id, { to: 'paused', why, at: ctx.now(), entry }))) return null;
  ctx.log.info({ room: 'sync', wave: wave.id }, 'a wave was paused by its rule, or as nobody may go on with it');
  return null;
}
