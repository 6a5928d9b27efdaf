import { charsOf, hash32, pick } from './hash';
import type { Content } from '@/lib/local-aws/world/secret';
import type { ValueKind } from './spec';

const canary = (key: string) =>
  `CANARY-${charsOf(`canary ${key}`, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789', 18)}`;

function makeDocument(key: string, name: string): Record<string, string> {
  const service = name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase();
  const mark = (field: string) => canary(`${key} ${field}`);
  if (/db|cluster|postgres|redis|snowflake/.test(name))
    return {
      engine: `postgres ${mark('engine')}`,
      host: `${service}.${mark('host')}.internal`,
      username: `${service}_${mark('username')}`,
      password: mark('password'),
      dbname: `${service}_${mark('dbname')}`,
    };
  if (/oauth|client|github/.test(name))
    return { client_id: `app-${mark('client_id')}`, client_secret: mark('client_secret') };
  if (/smtp/.test(name))
    return { host: `smtp.${mark('host')}.example.com`, username: mark('username'), password: mark('password') };
  return { key_id: mark('key_id'), api_key: `${pick(key, ['sk_live_', 'key-', 'tok_'])}${mark('api_key')}` };
}

/** The value of one version; every field of it, whatever its form, holds the mark and a part of its own (SEED.md). */
export function makeContent(kind: ValueKind, name: string, versionId: string): Content {
  const key = `${name} ${versionId}`;
  if (kind === 'text') return { SecretString: canary(key) };
  if (kind === 'json') return { SecretString: JSON.stringify(makeDocument(key, name)) };
  const noise = Array.from({ length: 24 }, (_, index) => hash32(`${key} byte ${index}`) & 0xff);
  return {
    SecretBinary: Buffer.concat([
      Buffer.from([0x30, 0x82, 0x00, 0xff]),
      Buffer.from(canary(key)),
      Buffer.from(noise),
    ]).toString('base64'),
  };
}
