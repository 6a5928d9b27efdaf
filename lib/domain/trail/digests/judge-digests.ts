import { verify } from 'node:crypto';
import type { PublicKeys } from './public-keys';
import type { Digest } from './read-digest';

/** A digest as it is held while files are read: what it names as bytes (`packFiles`). */
export interface GivenDigest extends Omit<Digest, 'files'> {
  path: string;
  files: Buffer;
  /** SHA-256 of the unpacked file, hex. */
  hash: string;
  /** What lay beside it; in S3 it is in the object's metadata, which a copy of the files loses. */
  signature: string | null;
}

/** Something that is missing, altered or not signed, and the rule it broke. */
export interface DigestFault {
  path: string;
  rule: string;
  /** The time of delivery that it concerns; null: it cannot be read. */
  time: { from: Date; to: Date } | null;
}

export interface JudgedDigests {
  /** Which CloudTrail signed, each once. */
  sound: GivenDigest[];
  faults: DigestFault[];
  /** Which are not, as far as they could be read. */
  unproven: GivenDigest[];
  /** Of them: mostly the last of a trail, whose signature stands in the next one or in S3 alone: no fault, and no proof either. */
  unsigned: GivenDigest[];
}

const UNSIGNED = Symbol('unsigned');

/** What is signed (user guide, custom implementations of validation): the end, the place, the hash, the signature before. */
export const toSignedText = ({
  end,
  bucket,
  key,
  hash,
  previous,
}: Pick<GivenDigest, 'end' | 'bucket' | 'key' | 'hash' | 'previous'>): string =>
  [end, `${bucket}/${key}`, hash, previous?.signature ?? 'null'].join('\n');

export const toPlace = ({ bucket, key }: Pick<Digest, 'bucket' | 'key'>): string => `${bucket}/${key}`;

/** A trail keeps its chain where its bucket is changed. */
const toChain = ({ accountId, region, trail, homeRegion }: GivenDigest): string =>
  [accountId, region, trail, homeRegion].join(' ');

/** The rule that it breaks; null: CloudTrail signed it. */
function findFault(
  given: GivenDigest,
  signatures: readonly string[],
  keys: PublicKeys,
): string | typeof UNSIGNED | null {
  const key = keys.get(given.fingerprint);
  if (key === undefined) return `no public key with its fingerprint ${given.fingerprint} was given`;
  if (signatures.length === 0) return UNSIGNED;
  const text = Buffer.from(toSignedText(given));
  const isSigned = signatures.some((signature) => verify('sha256', text, key, Buffer.from(signature, 'hex')));
  return isSigned ? null : 'CloudTrail did not sign it so: it was altered, or its signature was';
}

/** By place. A signature proves wherever it was found, since only CloudTrail can make it: beside a digest, or in the next. */
function collectSignatures(given: readonly GivenDigest[]): Map<string, string[]> {
  const signatures = new Map<string, string[]>();
  const note = (place: string, signature: string) =>
    signatures.set(place, [...(signatures.get(place) ?? []), signature]);
  for (const one of given) {
    if (one.signature !== null) note(toPlace(one), one.signature);
    if (one.previous) note(toPlace(one.previous), one.previous.signature);
  }
  return signatures;
}

/** Where a chain is broken: a digest that a sound one goes on from was not given, or a sound one goes on from none. */
function* findBreaks(given: readonly GivenDigest[], sound: ReadonlySet<GivenDigest>): Generator<DigestFault> {
  const places = new Set(given.map(toPlace));
  const hashes = new Map(Array.from(sound, (one) => [toPlace(one), one.hash]));
  const chains = Map.groupBy(
    given.filter(({ isBackfill }) => !isBackfill),
    toChain,
  );
  for (const chain of chains.values()) {
    let reached: Date | null = null;
    for (const one of chain.toSorted((left, right) => left.to.getTime() - right.to.getTime())) {
      const { previous, path, from } = one;
      if (reached && sound.has(one)) {
        const time = { from: reached < from ? reached : from, to: from };
        const before = previous && hashes.get(toPlace(previous));
        if (previous === null)
          yield { path, time, rule: 'a chain of digests begins anew here: what was delivered before has none' };
        else if (!places.has(toPlace(previous)))
          yield { path: toPlace(previous), time, rule: 'this digest is missing, and maybe others before it' };
        else if (before !== undefined && before !== previous.hash)
          yield { path, time, rule: 'it goes on from another digest than the one in that place' };
      }
      if (reached === null || one.to > reached) reached = one.to;
    }
  }
}

/** Which digests CloudTrail signed, and what breaks their chains. */
export function judgeDigests(given: readonly GivenDigest[], keys: PublicKeys): JudgedDigests {
  const signatures = collectSignatures(given);
  const judged: JudgedDigests = { sound: [], faults: [], unproven: [], unsigned: [] };
  const seen = new Set<string>();
  for (const one of given) {
    const { path, from, to } = one;
    const fault = findFault(one, signatures.get(toPlace(one)) ?? [], keys);
    if (fault !== null) judged.unproven.push(one);
    if (fault === UNSIGNED) judged.unsigned.push(one);
    else if (fault !== null) judged.faults.push({ path, time: { from, to }, rule: fault });
    // A place is part of what is signed, so that a second sound one is a copy.
    else if (!seen.has(toPlace(one))) judged.sound.push(one);
    if (fault === null) seen.add(toPlace(one));
  }
  judged.faults.push(...findBreaks(given, new Set(judged.sound)));
  return judged;
}
