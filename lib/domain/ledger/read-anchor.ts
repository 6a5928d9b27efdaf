import { read, toObject, type JsonObject } from '@/lib/domain/event/loose-json';
import { ANCHOR_TYPE, type Anchor, type AnchorKey, type SignedAnchor } from './anchor';

const HASH = /^[0-9a-f]{64}$/;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 4096;
const isHash = (value: unknown): value is string => isText(value) && HASH.test(value);
const isCount = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least;
const isTime = (value: unknown): value is string => isText(value) && !Number.isNaN(Date.parse(value));

function toKey(value: unknown): AnchorKey | null {
  const object = toObject(value);
  const [id, publicKey] = [read(object, 'id'), read(object, 'publicKey')];
  return isText(id) && isText(publicKey) ? { id, publicKey } : null;
}

function toAnchor(from: JsonObject | null): Anchor | null {
  const [ledger, number, seq, hash] = ['ledger', 'number', 'seq', 'hash'].map((name) => read(from, name));
  const [count, at, previous, listed] = ['count', 'at', 'previous', 'keys'].map((name) => read(from, name));
  if (read(from, 'type') !== ANCHOR_TYPE || !Array.isArray(listed) || listed.length > 20) return null;
  const keys = listed.map(toKey).filter((key) => key !== null);
  if (!isText(ledger) || !isCount(number, 1) || !isCount(seq, 0) || !isHash(hash) || keys.length !== listed.length)
    return null;
  if (!isCount(count, 0) || !isTime(at) || (previous !== null && !isHash(previous))) return null;
  return { type: ANCHOR_TYPE, ledger, number, seq, hash, count, at, previous, keys };
}

/** One line of an anchor file as an anchor; null where it is none. Nothing is said of its signatures yet. */
export function readAnchor(line: string): SignedAnchor | null {
  const object = toObject(line);
  const [anchor, signatures] = [toAnchor(toObject(read(object, 'anchor'))), read(object, 'signatures')];
  if (!anchor || !Array.isArray(signatures) || !signatures.every(isText)) return null;
  return { anchor, signatures };
}
