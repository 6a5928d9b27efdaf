import 'server-only';
import { toOcsf } from '@/lib/domain/ledger/to-ocsf';
import type { LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import type { SystemContext } from '@/lib/domain/ports/context';

const BATCH = 500;

/**
 * Entries on standard output, from the table and behind a cursor that moves once they are out: a process that dies
 * loses none, and may tell a few again, which their uid shows.
 */
export async function tellFollowers(
  ctx: SystemContext,
  tell: NonNullable<LedgerDuties['tell']>,
  signal: AbortSignal,
): Promise<void> {
  const { anchors } = ctx.store;
  const ledger = await anchors.ledgerId();
  while (!signal.aborted) {
    const entries = await anchors.unheard('stdout', BATCH);
    const last = entries.at(-1);
    if (!last) return;
    await tell(entries.map((entry) => JSON.stringify(toOcsf(entry, ledger))));
    await anchors.recordHeard('stdout', last.seq);
  }
}
