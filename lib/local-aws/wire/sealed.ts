import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type JsonObject } from './json';

function sign(seal: Buffer, body: string): Buffer {
  return createHmac('sha256', seal).update(body).digest().subarray(0, 16);
}

/** Packs data so that the holder can carry it but not change it: page tokens and session tokens. */
export function sealToken(seal: Buffer, purpose: string, data: JsonObject): string {
  const body = Buffer.from(JSON.stringify(data)).toString('base64url');
  return `${body}.${sign(seal, `${purpose} ${body}`).toString('base64url')}`;
}

/** `undefined` for anything this world did not seal for this purpose. */
export function openToken(seal: Buffer, purpose: string, token: string): JsonObject | undefined {
  const [body, mark, ...rest] = token.split('.');
  if (body === undefined || mark === undefined || rest.length > 0) return undefined;
  const found = Buffer.from(mark, 'base64url');
  const expected = sign(seal, `${purpose} ${body}`);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return undefined;
  const data: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  return isJsonObject(data) ? data : undefined;
}

/** A short mark of the parameters a page token belongs to. */
export function fingerprint(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
