import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { Anchor } from './anchor';
import { explainEntry, type Before } from './explain-entry';
import type { Finding } from './finding';
import { holdAnchors } from './hold-anchors';
import { findBehind, findNewest } from './newest-held';
import { findRestore, toFinding, toMark, toRestore, type Restore } from './restores';
import { GENESIS } from './seal-entry';

/** Beyond these a ledger is broken enough; the rest is counted. */
const MOST_FINDINGS = 200;

type AnchorName = Pick<Anchor, 'number' | 'seq' | 'at'>;

export interface Walked {
  entries: number;
  /** The last entry; null: none. */
  last: { seq: number; hash: string; at: string } | null;
  findings: Finding[];
  /** Findings that are not listed. */
  unlisted: number;
  /** Anchors that hold, of those that could be held against an entry. */
  held: number;
  /** The one that reaches furthest. */
  lastHeld: AnchorName | null;
  /** The newest of those that reach furthest. */
  newestHeld: AnchorName | null;
  /** What no anchor that holds reaches: a tail that could be exchanged without a trace outside. */
  unanchored: { entries: number; oldestAt: string | null };
  /** Marks of the entries that record a restore. */
  restores: string[];
}

export interface WalkOptions {
  /** No restore explains anything, and no anchor vouches for a time, that says it was later; absent: none does. */
  now?: Date;
  /** Believed ones, in any order. */
  anchors?: readonly Anchor[];
  /** Where to begin: the entry before, which was held to be whole; absent: the beginning. */
  after?: { seq: number; hash: string };
  /** What the ledger says of its own end; absent: a file, which may hold a part. */
  head?: { seq: number; hash: string } | null;
  /** A file of some of the entries: others between them are not missing. */
  partial?: boolean;
}

/**
 * Walks a ledger from its beginning and holds each entry against the one before it and against the anchors. It keeps
 * no more than the anchors in mind, however long the ledger is.
 */
export async function walkLedger(
  pages: AsyncIterable<readonly LedgerEntry[]>,
  { now = new Date(0), anchors = [], after, head, partial = false }: WalkOptions,
): Promise<Walked> {
  const found: Finding[] = [];
  let unlisted = 0;
  const note = (finding: Finding): void => void (found.length < MOST_FINDINGS ? found.push(finding) : (unlisted += 1));
  const restores: Restore[] = [];
  const holding = holdAnchors(anchors, after?.seq ?? 0, note, (anchor) => findRestore(restores, anchor, now));
  let before: Before = { seq: after?.seq ?? 0, hash: after?.hash ?? GENESIS, at: null };
  let [entries, tail, apart] = [0, 0, 0];
  let [oldestAt, apartAt]: (Date | null)[] = [null, null];
  for await (const page of pages)
    for (const entry of page) {
      for (const finding of explainEntry(before, entry)) if (!(partial && finding.kind === 'missing')) note(finding);
      const restore = toRestore(entry);
      if (restore) restores.push(restore);
      entries += 1;
      // No anchor reaches over a gap: what stands before it is tied to nothing after it.
      if (entry.seq > before.seq + 1) [apart, apartAt, tail, oldestAt] = [apart + tail, apartAt ?? oldestAt, 0, null];
      oldestAt ??= entry.at;
      tail += 1;
      if (holding.meet(entry, partial)) [tail, oldestAt] = [0, null];
      if (entry.seq > before.seq) before = { seq: entry.seq, hash: entry.hash, at: entry.at };
    }
  if (head && (head.seq !== before.seq || (entries > 0 && head.hash !== before.hash)))
    note(
      head.seq > before.seq
        ? {
            kind: 'truncated',
            from: before.seq + 1,
            to: head.seq,
            why: `entries are missing at the end: the ledger had ${head.seq}`,
          }
        : {
            kind: 'rewritten',
            from: head.seq,
            to: before.seq,
            why: `the end is not the one that the ledger remembers: entry ${head.seq}`,
          },
    );
  holding.end(before.seq, before.at, partial);
  for (const restore of restores) note(toFinding(restore));
  const held = holding.held();
  for (const finding of findBehind(held)) note(finding);
  return {
    entries,
    last: before.at ? { seq: before.seq, hash: before.hash, at: before.at.toISOString() } : null,
    findings: found,
    unlisted,
    held: held.length,
    lastHeld: toName(held.at(-1) ?? null),
    newestHeld: toName(findNewest(held, now)),
    unanchored: { entries: apart + tail, oldestAt: (apartAt ?? oldestAt)?.toISOString() ?? null },
    restores: restores.map(toMark),
  };
}

const toName = (anchor: Anchor | null): AnchorName | null =>
  anchor && { number: anchor.number, seq: anchor.seq, at: anchor.at };
