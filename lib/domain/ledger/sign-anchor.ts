import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { toCanonicalJson } from '@/lib/domain/canonical-json';
import type { Anchor, AnchorKey, SignedAnchor } from './anchor';

export interface Signer extends AnchorKey {
  privateKey: KeyObject;
}

const PEM = /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g;

function toAnchorKey(key: KeyObject): AnchorKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('is no Ed25519 key');
  const der = key.export({ type: 'spki', format: 'der' });
  return { id: createHash('sha256').update(der).digest('hex').slice(0, 16), publicKey: der.toString('base64') };
}

/** The private keys of a PEM file: the first is in use, those after it are the former ones, which vouch for it. Throws TypeError. */
export function readSigners(pem: string): Signer[] {
  const found = pem.match(PEM) ?? [];
  if (found.length === 0) throw new TypeError('holds no private key in PEM');
  return found.map((part) => {
    const privateKey = createPrivateKey(part);
    return { ...toAnchorKey(createPublicKey(privateKey)), privateKey };
  });
}

/** The public keys of a PEM file, as the verifier is given them; a private key stands for its public half. Throws TypeError. */
export function readPublicKeys(pem: string): AnchorKey[] {
  const found = pem.match(PEM) ?? [];
  if (found.length === 0) throw new TypeError('holds no key in PEM');
  return found.map((part) => toAnchorKey(createPublicKey(part)));
}

export const toPublicPem = ({ publicKey }: Pick<AnchorKey, 'publicKey'>): string =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

export function signAnchor(unsigned: Omit<Anchor, 'keys'>, signers: readonly Signer[]): SignedAnchor {
  const anchor = { ...unsigned, keys: signers.map(({ id, publicKey }) => ({ id, publicKey })) };
  const bytes = Buffer.from(toCanonicalJson(anchor));
  return { anchor, signatures: signers.map(({ privateKey }) => sign(null, bytes, privateKey).toString('base64')) };
}

/** Whether each of its keys is what it is named and has signed it. */
export function isSigned({ anchor, signatures }: SignedAnchor): boolean {
  if (anchor.keys.length === 0 || anchor.keys.length !== signatures.length) return false;
  const bytes = Buffer.from(toCanonicalJson(anchor));
  try {
    return anchor.keys.every(({ id, publicKey }, index) => {
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return toAnchorKey(key).id === id && verify(null, bytes, key, Buffer.from(signatures[index] ?? '', 'base64'));
    });
  } catch {
    return false;
  }
}
