import 'server-only';
import type { LedgerDuties } from '@/lib/domain/ports/anchor-sink';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Handler } from '@/lib/sync/run-job';
import { checkLedger } from './check-ledger';
import { makeAnchor } from './make-anchor';
import { sendAnchors } from './send-anchors';
import { tellFollowers } from './tell-followers';

const ANCHOR_SECONDS = 5;
const CHECK_SECONDS = 60;
const TELL_SECONDS = 1;
const IDLE_SECONDS = 60;

/** What the worker does for the ledger: each of its jobs once at a time, whatever the number of workers. */
export const createLedgerKeeper =
  (ctx: SystemContext, duties: LedgerDuties): Handler =>
  async ({ about }, signal) => {
    if (about === 'anchors') {
      await makeAnchor(ctx, duties);
      await sendAnchors(ctx, duties.sinks, signal);
      return { afterSeconds: ANCHOR_SECONDS };
    }
    if (about === 'check') {
      await checkLedger(ctx, duties.checkHours);
      return { afterSeconds: CHECK_SECONDS };
    }
    if (duties.tell === null) return { afterSeconds: IDLE_SECONDS };
    await tellFollowers(ctx, duties.tell, signal);
    return { afterSeconds: TELL_SECONDS };
  };
