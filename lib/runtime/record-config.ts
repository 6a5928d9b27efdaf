import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ConfigSummary } from '@/lib/domain/ports/context';
import type { LedgerStore } from '@/lib/domain/ports/act-stores';

/** The configuration that is in force from now on, as an entry: whoever reads the ledger knows by which rules it was written. */
export async function recordConfig(
  ledger: LedgerStore,
  { digest, source, demo }: Pick<ConfigSummary, 'digest' | 'source' | 'demo'>,
  occasion: 'start' | 'reload',
  at: Date,
): Promise<void> {
  await ledger.append(
    {
      actId: randomUUID(),
      action: 'config.loaded',
      phase: 'noted',
      actor: { id: 'keyledger', name: 'Keyledger', persona: null },
      secret: null,
      reason: null,
      code: null,
      requestId: null,
      count: 1,
      detail: { digest, source, demo, occasion },
    },
    at,
  );
}
