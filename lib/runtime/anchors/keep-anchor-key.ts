import 'server-only';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { LedgerConfig } from '@/lib/config/ledger-config';
import { readSigners, toPublicPem, type Signer } from '@/lib/domain/ledger/sign-anchor';
import { StartError, withPath } from '@/lib/runtime/start-error';

/** The key that signs anchors: the given one, else one that is made once and kept, for this user alone, its public half beside it. */
export function keepAnchorKey({ path, isOwn }: LedgerConfig['keyFile']): void {
  if (!isOwn) return;
  withPath(path, () => {
    if (!existsSync(path)) {
      const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
      writeFileSync(path, pem, { mode: 0o600, flag: 'wx' });
    }
    const [signer] = readKeys(path);
    if (signer) writeFileSync(toPublicPath(path), toPublicPem(signer), { mode: 0o644 });
  });
}

/** Beside the key: what the verifier is given. */
export const toPublicPath = (path: string): string => path.replace(/(\.pem)?$/, '.pub.pem');

export function readKeys(path: string): Signer[] {
  try {
    return readSigners(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new StartError(`${path} holds no Ed25519 key to sign anchors with.`, { cause });
  }
}
