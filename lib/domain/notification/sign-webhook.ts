import { createHmac } from 'node:crypto';

/** The convention's own bounds of a key, in bytes. */
const SHORTEST = 24;
const LONGEST = 64;

/** The key in a secret of the form `whsec_<base64>`; null: it is none of the Standard Webhooks convention. */
export function readSigningSecret(secret: string): Buffer | null {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return null;
  const key = Buffer.from(base64, 'base64');
  if (key.toString('base64') !== base64) return null;
  return key.length >= SHORTEST && key.length <= LONGEST ? key : null;
}

/**
 * The headers of Standard Webhooks (standardwebhooks.com, v1): HMAC-SHA256 over id, seconds and body. With several
 * keys a signature of each, so that a receiver may change its secret at any moment between.
 */
export function signWebhook(
  { id, body, at }: { id: string; body: string; at: Date },
  keys: readonly Buffer[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
