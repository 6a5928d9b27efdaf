import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A longer one, as many groups make it, would not fit into an address that every server on the way takes. */
const LONGEST = 6000;

const toKey = (sessionSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', sessionSecret, '', 'keyledger id token', 32));

/**
 * An ID token for the session's row (AES-256-GCM: nonce, tag, text; base64url), under a key from the secret that only
 * the cookie holds: neither the table nor a backup of it, nor our own configuration opens it. null: too long to be used.
 */
export function sealIdToken(sessionSecret: string, idToken: string): string | null {
  if (idToken.length > LONGEST) return null;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', toKey(sessionSecret), nonce);
  const text = Buffer.concat([cipher.update(idToken, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** null: not sealed with this secret, or changed since. */
export function openIdToken(sessionSecret: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', toKey(sessionSecret), bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
