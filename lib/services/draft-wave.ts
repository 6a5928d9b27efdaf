import 'server-only';
import { randomBytes } from 'node:crypto';
import type { DraftWaveInput, WaveDetail } from '@/lib/contract/waves';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { planOrder } from '@/lib/domain/wave/plan-order';
import { MOST_DRAFTS } from '@/lib/domain/wave/wave';
import { getWave } from './get-wave';
import { authorize } from './parts/authorize';
import { chooseForWave, toOrigin } from './parts/wave-source';

/** POST /api/waves: which secrets, in which order. It can be looked at by all who see something of it; nothing is asked of AWS. */
export async function draftWave(ctx: Context, input: DraftWaveInput): Promise<WaveDetail> {
  authorize(ctx, 'secret.rotate');
  const { name, source, concurrency, pauseSeconds, stopAfter } = input;
  const rows = await chooseForWave(ctx, source);
  const candidates = rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopeId: row.scopeId,
    environment: toGuardedEnvironment(row.environment),
    note: row.note?.value ?? null,
  }));
  const id = randomBytes(16).toString('base64url');
  const by = { id: ctx.actor.id, name: ctx.actor.name };
  const wave = { id, name, concurrency, pauseSeconds, stopAfter, origin: toOrigin(source), at: ctx.now(), by };
  if (!(await ctx.store.waves.draft(wave, planOrder(candidates), MOST_DRAFTS)))
    throw new AppError('conflict', `You have ${MOST_DRAFTS} drafts. Start or abort one first.`);
  return getWave(ctx, { id });
}
