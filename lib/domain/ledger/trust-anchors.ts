import { toAnchorHash, type Anchor, type AnchorKey, type SignedAnchor } from './anchor';
import type { Finding } from './finding';
import { isSigned } from './sign-anchor';

export interface TrustedAnchors {
  /** Each once, by entry and time. */
  anchors: Anchor[];
  findings: Finding[];
  /** Whose word was taken: those given, or (`onFirstUse`) those of the oldest anchor. */
  keys: AnchorKey[];
  onFirstUse: boolean;
  /** Ids of other ledgers that anchors were found of. */
  foreign: string[];
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
 * of the oldest anchor are believed. An anchor that a believed key signed makes its other keys believed.
 */
export function trustAnchors(
  given: readonly SignedAnchor[],
  ledger: string | null,
  known: readonly AnchorKey[],
): TrustedAnchors {
  const once = [...new Map(given.map((signed) => [toAnchorHash(signed.anchor), signed])).values()].toSorted(byNumber);
  const own = ledger ?? once[0]?.anchor.ledger ?? null;
  const mine = once.filter(({ anchor }) => anchor.ledger === own);
  const foreign = [...new Set(once.map(({ anchor }) => anchor.ledger))].filter((id) => id !== own);
  const findings: Finding[] = [];
  const keys = new Map(known.map((key) => [key.publicKey, key]));
  const anchors: Anchor[] = [];
  for (const signed of mine) {
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
    anchors.push(anchor);
  }
  const hashes = new Set(anchors.map(toAnchorHash));
  for (const anchor of anchors)
    if (anchor.previous !== null && !hashes.has(anchor.previous))
      findings.push(bad('note', anchor, 'follows one that is not among those given'));
  return { anchors, findings, keys: [...keys.values()], onFirstUse: known.length === 0, foreign };
}
