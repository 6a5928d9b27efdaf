import 'server-only';
import { isBreak } from '@/lib/domain/ledger/finding';
import type { Anchor } from '@/lib/domain/ledger/anchor';
import type { LedgerCheck } from '@/lib/domain/ports/anchor-store';
import type { SystemContext } from '@/lib/domain/ports/context';

const HOUR_MILLISECONDS = 3_600_000;
const PAGE = 1000;
/** What a screen can show of a broken ledger; the verifier lists the rest. */
const MOST_KEPT = 20;

async function readAnchors(ctx: SystemContext): Promise<Anchor[]> {
  const found: Anchor[] = [];
  for (;;) {
    const page = await ctx.store.anchors.after(found.at(-1)?.number ?? 0, PAGE);
    found.push(...page.map(({ anchor }) => anchor));
    if (page.length < PAGE) return found;
  }
}

/**
 * Walks the chain, so that no page has to: all of it every `hours`, and between what was added since. Anchors are
 * those of the store: who may change the one may change the other, which only the verifier with anchors from outside sees.
 */
export async function checkLedger(ctx: SystemContext, hours: number): Promise<void> {
  const { anchors, ledger } = ctx.store;
  const [head, checks, known] = await Promise.all([anchors.head(), anchors.checks(), readAnchors(ctx)]);
  const whole = checks.find(({ kind }) => kind === 'whole');
  const newest = checks.toSorted((left, right) => right.seq - left.seq)[0];
  const now = ctx.now();
  const isDue = !whole || now.getTime() - whole.at.getTime() >= hours * HOUR_MILLISECONDS;
  // A ledger that went back has been exchanged since: only the whole of it says what happened.
  const after = isDue || !newest || head.seq < newest.seq ? null : newest;
  if (after && after.seq === head.seq && after.hash === head.hash) return;
  const begun = performance.now();
  const walked = await ledger.check({
    now,
    anchors: known,
    ...(after && { after: { seq: after.seq, hash: after.hash } }),
  });
  const check: LedgerCheck = {
    kind: after ? 'stretch' : 'whole',
    at: now,
    milliseconds: Math.round(performance.now() - begun),
    entries: walked.entries,
    seq: walked.last?.seq ?? after?.seq ?? 0,
    hash: walked.last?.hash ?? after?.hash ?? '',
    findings: walked.findings.filter(({ kind }) => kind !== 'note').slice(0, MOST_KEPT),
  };
  await anchors.recordCheck(check);
  const broken = check.findings.filter(isBreak);
  if (broken.length > 0)
    ctx.log.error({ room: 'sync', count: broken.length, error: broken[0]?.why }, 'the ledger is not what was written');
}
