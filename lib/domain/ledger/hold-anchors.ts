import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Anchor } from './anchor';
import { toRange, type Finding } from './finding';
import type { Restore } from './restores';

export interface Holding {
  /** Holds the anchors of this entry, and those that were passed, against it; whether one held. */
  meet(entry: LedgerEntry, partial: boolean): boolean;
  /** Anchors beyond the last entry. */
  end(lastSeq: number, lastAt: Date | null, partial: boolean): void;
  /** Those that hold, by entry. */
  held(): readonly Anchor[];
}

const bySeq = (left: Anchor, right: Anchor): number => left.seq - right.seq || left.number - right.number;
const name = ({ number, at }: Pick<Anchor, 'number' | 'at'>): string => `anchor ${number} (${at})`;

/**
 * Holds anchors against entries that come in order. An anchor that does not hold tells between which anchors the
 * ledger was changed; `explain` finds the restore that says so itself.
 */
export function holdAnchors(
  anchors: readonly Anchor[],
  after: number,
  note: (finding: Finding) => void,
  explain: (anchor: Anchor) => Restore | null,
): Holding {
  const waiting = anchors.filter(({ seq }) => seq > after).toSorted(bySeq);
  const held: Anchor[] = [];
  let next = 0;
  let differs = false;

  function fail(anchor: Anchor, what: string): void {
    const restore = explain(anchor);
    if (restore) {
      restore.anchors.push(anchor);
      return;
    }
    // All anchors after the first that does not hold differ too; one finding says it.
    if (differs) return;
    differs = true;
    const last = held.at(-1);
    const from = (last?.seq ?? after) + 1;
    const still = last ? `; ${name(last)} still holds` : '; no anchor before it holds';
    note({
      kind: 'rewritten',
      from,
      to: anchor.seq,
      why: `${what}: something in entry ${toRange(from, anchor.seq)} was changed after it${still}`,
    });
  }

  return {
    meet({ seq, hash }, partial) {
      let holds = false;
      for (let anchor = waiting[next]; anchor && anchor.seq <= seq; anchor = waiting[next]) {
        next += 1;
        if (anchor.seq < seq) {
          if (!partial) fail(anchor, `${name(anchor)} is of entry ${anchor.seq}, which is gone`);
        } else if (anchor.hash === hash) {
          holds = true;
          held.push(anchor);
          differs = false;
        } else fail(anchor, `${name(anchor)} saw another entry ${seq}`);
      }
      return holds;
    },
    end(lastSeq, lastAt, partial) {
      const beyond = partial ? [] : waiting.slice(next);
      const furthest = beyond.filter((anchor) => {
        const restore = explain(anchor);
        restore?.anchors.push(anchor);
        return restore === null;
      });
      const most = furthest.at(-1);
      if (!most) return;
      const gone = `entry ${toRange(lastSeq + 1, most.seq)} gone from the end: ${name(most)} saw the last`;
      const left = lastAt ? `; the last that is left is of ${lastAt.toISOString()}` : '';
      note({ kind: 'truncated', from: lastSeq + 1, to: most.seq, why: `${gone}${left}` });
    },
    held: () => held,
  };
}
