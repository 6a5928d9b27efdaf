import 'server-only';
import type { Context } from '@/lib/domain/ports/context';

/** The worker's own sweep finds the wave too: that it could not be asked only costs seconds. */
export async function askToWork(ctx: Context, waveId: string): Promise<void> {
  try {
    await ctx.jobs.workWave(waveId);
  } catch {
    ctx.log.warn({ requestId: ctx.requestId }, 'the worker could not be asked to work on the wave; its sweep will');
  }
}
