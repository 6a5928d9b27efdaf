import 'server-only';
import { randomBytes } from 'node:crypto';
import type { DraftWaveInput, WaveDetail } from '@/lib/contract/waves';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { planOrder, type WaveCandidate } from '@/lib/domain/wave/plan-order';
import { MOST_DRAFTS } from '@/lib/domain/wave/wave';
import { getWave } from './get-wave';
import { authorize } from './parts/authorize';
import { findUncovered } from './parts/uncovered-in-wave';
import { chooseForWave, toOrigin } from './parts/wave-source';

const NOT_GRANTED = 'Left out: whoever drafted the wave does not have secret.rotate on it.';

const toCandidate = ({ id, name, scopeId, environment }: InventoryRow): WaveCandidate => ({
  id,
  name,
  scopeId,
  environment: toGuardedEnvironment(environment),
  note: null,
});

/** POST /api/waves: which secrets, in which order. It can be looked at by all who see something of it; nothing is asked of AWS. */
export async function draftWave(ctx: Context, input: DraftWaveInput): Promise<WaveDetail> {
  authorize(ctx, 'secret.rotate');
  const { name, source, concurrency, pauseSeconds, stopAfter } = input;
  const { mine, leftOut } = await chooseForWave(ctx, source);
  const items = [
    ...planOrder(mine.map((row) => ({ ...toCandidate(row), note: row.note?.value ?? null }))),
    // Nothing waits for what is not rotated here.
    ...planOrder(leftOut.map(toCandidate)).map((item) => ({ ...item, leftOut: NOT_GRANTED })),
  ];
  const id = randomBytes(16).toString('base64url');
  const by = { id: ctx.actor.id, name: ctx.actor.name };
  const at = ctx.now();
  const asked = toOrigin(source);
  const origin = { ...asked, uncovered: await findUncovered(ctx, asked.since, at) };
  const wave = { id, name, concurrency, pauseSeconds, stopAfter, origin, at, by };
  if (!(await ctx.store.waves.draft(wave, items, MOST_DRAFTS)))
    throw new AppError('conflict', `You have ${MOST_DRAFTS} drafts. Start or abort one first.`);
  return getWave(ctx, { id });
}
