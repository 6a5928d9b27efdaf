import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { read, readText, toObject } from '@/lib/domain/event/loose-json';

/** By fingerprint: CloudTrail signs with keys of each region, which change in time. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

type ReadKeys = { ok: true; keys: PublicKeys } | { ok: false; reason: string };

function toKey(der: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
  } catch {
    return null;
  }
}

/**
 * What `aws cloudtrail list-public-keys` prints: `{ "PublicKeyList": [{ "Value": base64 of PKCS#1 DER, "Fingerprint" }] }`
 * (API reference, ListPublicKeys). A fingerprint is the MD5 of the key, and held against it.
 */
export function readPublicKeys(text: string): ReadKeys {
  const list = read(toObject(text), 'PublicKeyList');
  if (!Array.isArray(list)) return { ok: false, reason: 'it is not what aws cloudtrail list-public-keys prints' };
  const keys = new Map<string, KeyObject>();
  for (const one of list) {
    const der = Buffer.from(readText(toObject(one), 'Value') ?? '', 'base64');
    const key = toKey(der);
    if (key === null) return { ok: false, reason: 'it holds a key that is none' };
    const fingerprint = createHash('md5').update(der).digest('hex');
    if (readText(toObject(one), 'Fingerprint') !== fingerprint)
      return { ok: false, reason: 'it holds a key that has another fingerprint than it says' };
    keys.set(fingerprint, key);
  }
  return keys.size > 0
    ? { ok: true, keys }
    : { ok: false, reason: 'it holds no key: none is of the time that was asked for' };
}
