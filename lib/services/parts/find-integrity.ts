import 'server-only';
import type { LedgerIntegrityView } from '@/lib/contract/ledger-integrity';
import type { LedgerCheck, SinkHealth } from '@/lib/domain/ports/anchor-store';
import type { Context } from '@/lib/domain/ports/context';
import { toWire } from './wire-time';

/** What the worker and the anchors say of the ledger: some rows are read, no chain is walked. */
export async function findIntegrity(ctx: Context): Promise<LedgerIntegrityView> {
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
    unanchored: { entries: head.seq - anchored, oldestAt: oldestAt && toWire(oldestAt) },
    sinks: ctx.config.ledger.sinks.map((name) => toSinkView(name, sinks)),
  };
}

function toChecked(checks: readonly LedgerCheck[]): LedgerIntegrityView['checked'] {
  const newest = checks.toSorted((left, right) => right.at.getTime() - left.at.getTime())[0];
  const whole = checks.find(({ kind }) => kind === 'whole');
  return newest ? { at: toWire(newest.at), wholeAt: whole ? toWire(whole.at) : null, seq: newest.seq } : null;
}

function toSinkView(name: string, known: readonly SinkHealth[]): LedgerIntegrityView['sinks'][number] {
  const sink = known.find((one) => one.name === name);
  const { delivered = 0, deliveredAt = null, problem = null, remedy = null, failingSince = null } = sink ?? {};
  return {
    name,
    delivered,
    deliveredAt: deliveredAt && toWire(deliveredAt),
    problem:
      problem !== null && failingSince !== null
        ? { message: problem, remedy: remedy ?? '', since: toWire(failingSince) }
        : null,
  };
}
