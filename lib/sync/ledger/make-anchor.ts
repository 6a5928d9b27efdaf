import 'server-only';
import { planAnchor } from '@/lib/domain/ledger/plan-anchor';
import { signAnchor } from '@/lib/domain/ledger/sign-anchor';
import type { LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import type { SystemContext } from '@/lib/domain/ports/context';

/** Signs the ledger's head where that is due; whether it was. */
export async function makeAnchor(ctx: SystemContext, { pace, signers }: LedgerDuties): Promise<boolean> {
  if (signers.length === 0) return false;
  const { anchors } = ctx.store;
  const [ledger, head, last] = await Promise.all([anchors.ledgerId(), anchors.head(), anchors.last()]);
  const planned = planAnchor({ ledger, head, last: last?.anchor ?? null, now: ctx.now() }, pace);
  if (!planned) return false;
  const known = last?.anchor.keys.map(({ publicKey }) => publicKey) ?? [];
  if (last && !signers.some(({ publicKey }) => known.includes(publicKey)))
    ctx.log.warn(
      { room: 'sync', count: planned.number },
      'an anchor is signed by a key that the one before it does not know',
    );
  return anchors.add(signAnchor(planned, signers));
}
