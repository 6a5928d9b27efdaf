import { expect, it } from 'vitest';
import type { Mistake } from './mistake';
import { readTls } from './read-tls';
import { FIRST_PAIR, SECOND_PAIR } from './testing/key-pairs';

const files: Record<string, string> = {
  cert: FIRST_PAIR.cert,
  key: FIRST_PAIR.key,
  otherKey: SECOND_PAIR.key,
  chain: FIRST_PAIR.cert + SECOND_PAIR.cert,
  cut: FIRST_PAIR.cert.slice(0, 200),
  empty: '',
  text: 'CANARY',
};

function read(certFile?: string, keyFile?: string) {
  const mistakes: Mistake[] = [];
  const env = { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile };
  const readFile = (path: string) => {
    if (path === 'unreadable') throw new Error('EACCES');
    return files[path] ?? null;
  };
  return { tls: readTls({ env, mistakes, readFile }), mistakes };
}

it.each([
  [undefined, undefined, null],
  ['cert', 'key', { certFile: 'cert', keyFile: 'key' }],
  ['chain', 'key', { certFile: 'chain', keyFile: 'key' }],
])('%s and %s are taken', (cert, key, tls) => expect(read(cert, key)).toEqual({ tls, mistakes: [] }));

it.each([
  ['cert', undefined, 'TLS_KEY_FILE', 'is missing'],
  [undefined, 'key', 'TLS_CERT_FILE', 'is missing'],
  ['gone', 'key', 'TLS_CERT_FILE', 'cannot read gone'],
  ['cert', 'unreadable', 'TLS_KEY_FILE', 'cannot read unreadable'],
  ['empty', 'key', 'TLS_CERT_FILE', 'holds no certificate'],
  ['cut', 'key', 'TLS_CERT_FILE', 'holds no certificate'],
  ['key', 'key', 'TLS_CERT_FILE', 'holds no certificate'],
  ['cert', 'text', 'TLS_KEY_FILE', 'holds no key'],
  ['cert', 'cert', 'TLS_KEY_FILE', 'holds no key'],
  ['cert', 'otherKey', 'TLS_KEY_FILE', 'is not the key of the certificate'],
])('%s and %s are refused: %s %s', (cert, key, where, problem) => {
  const { mistakes } = read(cert, key);
  expect(mistakes).toEqual([expect.objectContaining({ where, problem })]);
  expect(JSON.stringify(mistakes)).not.toMatch(/CANARY|PRIVATE/);
});
