import 'server-only';
import { randomUUID } from 'node:crypto';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { WorkedWave } from '@/lib/domain/ports/wave-store';

const KEYLEDGER = { id: 'keyledger', name: 'Keyledger', persona: null };

/** By itself: with its entry in one step, so that neither a wave stands without one nor one is there of a wave that goes on. */
export async function pauseWave(ctx: SystemContext, { id, name, reason }: WorkedWave, why: string): Promise<null> {
  const at = ctx.now();
  const entry: NewLedgerEntry = {
    actId: randomUUID(),
    action: 'wave.pause',
    phase: 'noted',
    actor: KEYLEDGER,
    secret: null,
    reason,
    code: null,
    requestId: null,
    count: 1,
    detail: { wave: id, name, why },
  };
  if (!(await ctx.store.waves.steer(id, { to: 'paused', why, at, entry }))) return null;
  ctx.log.info({ room: 'sync', wave: id }, 'a wave was paused by its rule, or as nobody may go on with it');
  return null;
}
