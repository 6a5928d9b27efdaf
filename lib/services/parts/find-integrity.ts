import 'server-only';
import type { LedgerIntegrityView } from '@/lib/contract/ledger-integrity';
import { findDelay, findOverdue } from '@/lib/domain/ledger/find-overdue';
import type { LedgerCheck, SinkHealth } from '@/lib/domain/ports/anchor-store';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toWire, toWireOrNull } from './wire-time';

/** What the worker and the anchors say of the ledger: some rows are read, no chain is walked. */
export async function findIntegrity(ctx: SystemContext): Promise<LedgerIntegrityView> {
  const { anchors } = ctx.store;
  const [ledger, head, last, checks, sinks] = await Promise.all([
    anchors.ledgerId(),
    anchors.head(),
    anchors.last(),
    anchors.checks(),
    anchors.sinks(),
  ]);
  const anchor = last?.anchor ?? null;
  // A ledger that went back behind its anchor has a tail that nobody can tell: the check says what happened.
  const anchored = Math.min(anchor?.seq ?? 0, head.seq);
  const oldestAt = head.seq > anchored ? await anchors.nextEntryAt(anchored) : null;
  const now = ctx.now();
  const { everyMinutes } = ctx.config.ledger;
  return {
    ledger,
    checked: toChecked(checks),
    findings: checks
      .flatMap(({ findings }) => findings)
      .filter(({ why }, index, all) => all.findIndex((other) => other.why === why) === index)
      .map(({ kind, from, why }) => ({ kind, from, why })),
    anchor: anchor && {
      number: anchor.number,
      seq: anchor.seq,
      at: toWire(new Date(anchor.at)),
      keys: anchor.keys.map(({ id }) => id),
    },
    overdueSince: toWireOrNull(findOverdue({ head, last: anchor, now }, { oldestAt, everyMinutes })),
    unanchored: { entries: head.seq - anchored, oldestAt: toWireOrNull(oldestAt) },
    sinks: await Promise.all(
      ctx.config.ledger.sinks.map(async (name) => {
        const sink = sinks.find((one) => one.name === name);
        return toSinkView(name, sink, await findWaiting(ctx, sink?.delivered ?? 0));
      }),
    ),
  };
}

/** Since when the oldest anchor after this one has waited to be sent, where that is long. */
async function findWaiting({ store, now }: SystemContext, delivered: number): Promise<Date | null> {
  const [next] = await store.anchors.after(delivered, 1);
  return next ? findDelay(new Date(next.anchor.at), now()) : null;
}

function toChecked(checks: readonly LedgerCheck[]): LedgerIntegrityView['checked'] {
  const newest = checks.toSorted((left, right) => right.at.getTime() - left.at.getTime())[0];
  const whole = checks.find(({ kind }) => kind === 'whole');
  return newest ? { at: toWire(newest.at), wholeAt: whole ? toWire(whole.at) : null, seq: newest.seq } : null;
}

function toSinkView(
  name: string,
  sink: SinkHealth | undefined,
  waitingSince: Date | null,
): LedgerIntegrityView['sinks'][number] {
  const { delivered = 0, deliveredAt = null, problem = null, remedy = null, failingSince = null } = sink ?? {};
  return {
    name,
    delivered,
    deliveredAt: toWireOrNull(deliveredAt),
    waitingSince: toWireOrNull(waitingSince),
    problem:
      problem !== null && failingSince !== null
        ? { message: problem, remedy: remedy ?? '', since: toWire(failingSince) }
        : null,
  };
}
