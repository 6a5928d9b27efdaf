import fc from 'fast-check';

/** Texts that have broken somebody's parser, query, log, header or page. */
const HOSTILE = [
  '',
  ' ',
  '\0',
  'a\0b',
  '%00',
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  '[object Object]',
  'undefined',
  'null',
  'true',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '0x10',
  '٣',
  '../../etc/passwd',
  '..',
  '.',
  String.raw`..\..\x`,
  '/',
  '//evil.example',
  "' or '1'='1",
  "'; select pg_sleep(5) --",
  '%_\\',
  '$1',
  '{{7*7}}',
  '${jndi:ldap://x}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=cmd|x!A1',
  'a\r\nX-Injected: 1',
  '\u202egnp',
  '\ufeff',
  '\u2028',
  '\ud800',
  '😀'.repeat(50),
  'ß'.repeat(200),
  'İ',
  'a'.repeat(2000),
  '('.repeat(500),
  `${'a'.repeat(40)}!`,
  'key=value',
  'a=b=c',
  '%=%',
  '%E0%A4%A=%C3',
  '=',
  '>90d',
  '<99999d',
  '>0d',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T00:00:00+24:00',
  '-271821-04-20T00:00:00.000Z',
  '999999999d',
  'e30',
  'eyJzZXEiOi0xfQ',
  'eyJzZXEiOjFlMzA4fQ',
  'W10',
];

export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 300 }) },
  );

/** One character of a text that was good, replaced, taken out or doubled. */
export const tampered = (good: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(good, fc.nat(), fc.string({ minLength: 0, maxLength: 2 })).map(([text, seed, put]) => {
    const at = text.length === 0 ? 0 : seed % text.length;
    return text.slice(0, at) + put + text.slice(at + 1);
  });

/** A cursor with one bit of what is inside it turned, or with other JSON inside. */
export const tamperedCursor = (cursors: readonly string[]): fc.Arbitrary<string> => {
  const turned = fc.tuple(fc.constantFrom(...cursors, 'e30'), fc.nat()).map(([cursor, seed]) => {
    const bytes = Buffer.from(cursor, 'base64url');
    const at = seed % Math.max(1, bytes.length * 8);
    bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
    return bytes.toString('base64url');
  });
  const other = fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text).toString('base64url'));
  return fc.oneof(fc.constantFrom(...cursors, 'e30'), turned, other, tampered(fc.constantFrom(...cursors, 'e30')));
};
