import 'server-only';
import { randomUUID } from 'node:crypto';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { PausedWave } from '@/lib/domain/ports/wave-store';

const KEYLEDGER = { id: 'keyledger', name: 'Keyledger', persona: null };

/** A wave that pauses by itself: by its rule, or since nobody may go on with it. */
export const toPauseEntry = ({ id, name, reason }: PausedWave, why: string): NewLedgerEntry => ({
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
});
