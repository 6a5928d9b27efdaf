import { toAnchorHash, toAnchorLine, type Anchor, type AnchorKey, type SignedAnchor } from './anchor';
import type { Finding } from './finding';
import { isSigned } from './sign-anchor';

export interface TrustedAnchors {
  /** Each once, by entry and time. */
  anchors: Anchor[];
  findings: Finding[];
  /** Whose word was taken: those given, or (`onFirstUse`) those of the oldest anchor. */
  keys: AnchorKey[];
  onFirstUse: boolean;
  /** Ids of other ledgers that a believed key has signed for: this one may stand in the place of one of them. */
  rivals: string[];
  /** Ids of other ledgers that anchors were found of and that are no rivals. */
  foreign: string[];
  /** Whether one was told that this ledger is the one that is meant. */
  meant: boolean;
}

const byNumber = (left: SignedAnchor, right: SignedAnchor): number =>
  left.anchor.number - right.anchor.number || Date.parse(left.anchor.at) - Date.parse(right.anchor.at);

const bad = (kind: Finding['kind'], { number, seq, at }: Anchor, why: string): Finding => ({
  kind,
  from: seq,
  to: seq,
  why: `anchor ${number} (entry ${seq}, ${at}) ${why}`,
});

/**
 * Which anchors of a ledger may be believed. `known`: the public keys one was given by another way; without any, those
 * of the oldest anchor are believed. An anchor that a believed key signed makes its other keys believed. `meant`: the id
 * of the ledger that it has to be; null: nobody said, and then its id is no more than what the database says of itself.
 */
export function trustAnchors(
  given: readonly SignedAnchor[],
  ledger: string,
  known: readonly AnchorKey[],
  meant: string | null = null,
): TrustedAnchors {
  // With its signatures: a copy whose signatures were spoilt must not stand for the anchor itself.
  const once = [...new Map(given.map((signed) => [toAnchorLine(signed), signed])).values()].toSorted(byNumber);
  const findings: Finding[] = [];
  if (meant !== null && meant !== ledger) findings.push(toMistaken(ledger, meant));
  const keys = new Map(known.map((key) => [key.publicKey, key]));
  const believed = new Map<string, Anchor>();
  for (const signed of once.filter(({ anchor }) => anchor.ledger === ledger)) {
    const { anchor } = signed;
    if (!isSigned(signed)) {
      findings.push(bad('anchor-forged', anchor, 'is not what was signed'));
      continue;
    }
    if (keys.size > 0 && !anchor.keys.some(({ publicKey }) => keys.has(publicKey))) {
      const ids = anchor.keys.map(({ id }) => id).join(', ');
      findings.push(bad('anchor-unknown-key', anchor, `is signed by a key that nobody vouches for (${ids})`));
      continue;
    }
    for (const key of anchor.keys) keys.set(key.publicKey, key);
    believed.set(toAnchorHash(anchor), anchor);
  }
  const anchors = [...believed.values()];
  for (const anchor of anchors)
    if (anchor.previous !== null && !believed.has(anchor.previous))
      findings.push(bad('note', anchor, 'follows one that is not among those given'));
  const others = once.filter(({ anchor }) => anchor.ledger !== ledger);
  const ids = [...new Set(others.map(({ anchor }) => anchor.ledger))].toSorted();
  const onFirstUse = known.length === 0;
  const rivals = meant === ledger ? [] : findRivals(others, onFirstUse ? null : keys);
  const foreign = ids.filter((id) => !rivals.includes(id));
  return { anchors, findings, keys: [...keys.values()], onFirstUse, rivals, foreign, meant: meant === ledger };
}

const toMistaken = (ledger: string, meant: string): Finding => ({
  kind: 'other-ledger',
  from: null,
  to: null,
  why: `this is ledger ${ledger} and not ${meant}, which is the one that is meant`,
});

/**
 * Ids of the other ledgers that a believed key signed for. `keys` null: none was given, and that of the oldest anchor
 * is worth nothing here, since whoever begins a new ledger may begin it with a key of his own: then any key's count.
 */
function findRivals(others: readonly SignedAnchor[], keys: ReadonlyMap<string, AnchorKey> | null): string[] {
  const believed = new Set(keys?.keys());
  const rivals = new Set<string>();
  for (const signed of others) {
    const { ledger, keys: signing } = signed.anchor;
    const counts = keys === null || signing.some(({ publicKey }) => believed.has(publicKey));
    if (!counts || !isSigned(signed)) continue;
    for (const { publicKey } of signing) believed.add(publicKey);
    rivals.add(ledger);
  }
  return [...rivals].toSorted();
}
