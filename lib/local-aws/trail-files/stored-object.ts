import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '@/lib/local-aws/wire/json';

/** A file of the trail as its bucket holds it; `metadata` goes out as `x-amz-meta-…`. */
export type StoredObject = {
  key: string;
  body: Buffer;
  etag: string;
  /** SHA-256 of the content before it was compressed, which is what digests name. */
  contentHash: string;
  lastModified: number;
  metadata: { readonly [name: string]: string };
};

/** `20261125T1205Z`, or with seconds `20261125T120500Z`. */
export function toStamp(time: number, seconds = false): string {
  const text = new Date(time).toISOString().replaceAll(/[-:]/g, '');
  return `${text.slice(0, seconds ? 15 : 13)}Z`;
}

/** `2026/11/25` */
export const toDayPath = (time: number) => new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');

/** The same content gives the same bytes: gzip's header holds no time. */
export function storeJson(key: string, content: JsonObject, lastModified: number, metadata = {}): StoredObject {
  const text = JSON.stringify(content);
  const body = gzipSync(text);
  const hash = (algorithm: string, data: string | Buffer) => createHash(algorithm).update(data).digest('hex');
  return { key, body, etag: hash('md5', body), contentHash: hash('sha256', text), lastModified, metadata };
}
