import type { Content } from '@/lib/local-aws/world/secret';
import { charsOf, hash32 } from './hash';
import { armour, documents } from './make-document';
import type { ValueKind } from './spec';

const canary = (key: string) =>
  `CANARY-${charsOf(`canary ${key}`, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789', 18)}`;

/** DER's first bytes (a sequence, its length), the mark, and noise: neither UTF-8 nor a key. */
function makeBinary(key: string): string {
  const noise = Array.from({ length: 24 }, (_, index) => hash32(`${key} byte ${index}`) & 0xff);
  const start = Buffer.from([0x30, 0x82, 0x00, 0xff]);
  return Buffer.concat([start, Buffer.from(canary(key)), Buffer.from(noise)]).toString('base64');
}

/** The value of one version; every field of it, whatever its form, holds the mark and a part of its own (SEED.md). */
export function makeContent(kind: ValueKind, name: string, versionId: string): Content {
  const key = `${name} ${versionId}`;
  if (kind === 'binary') return { SecretBinary: makeBinary(key) };
  if (kind === 'text') return { SecretString: canary(key) };
  if (kind === 'pem') return { SecretString: armour('PRIVATE KEY', canary(key)) };
  if (kind === 'url') return { SecretString: `postgresql://app:${canary(key)}@db.example.internal:5432/app` };
  const document = documents[kind](name, (field) => canary(`${key} ${field}`), key);
  return { SecretString: JSON.stringify(document) };
}
