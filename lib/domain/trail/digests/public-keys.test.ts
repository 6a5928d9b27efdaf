import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeKey } from '@/lib/domain/testing/digest-chain';
import { readPublicKeys } from './public-keys';

/** As the examples of `aws cloudtrail list-public-keys` have it. */
const PUBLISHED = {
  ValidityStartTime: 1453076702,
  ValidityEndTime: 1455668702,
  Value:
    'MIIBCgKCAQEAlSS3cl92HDycr/MTj0moOhas8habjrraXw+KzlWF0axSI2tcF+3iJ9BKQAVSKxGwxwu3m0wG3J+kUl1xboEcEPHYoIYMbgfSw7KGnuDKwkLzsQWhUJ0cIbOHASox1vv/5fNXkrHhGbDCHeVXm804c83nvHUEFYThr1PfyP/8HwrCtR3FX5OANtQCP61C1nJtSSkC8JSQUOrIP4CuwJjc+4WGDk+BGH5m9iuiAKkipEHWmUl8/P7XpfpWQuk4h8g3pXZOrNXr08lbh4d39svj7UqdhvOXoBISp9t/EXYuePGEtBdrKD9Dz+VHwyUPtBQvYr9BnkF88qBnaPNhS44rzwIDAQAB',
  Fingerprint: '7f3f401420072e50a65a141430817ab3',
};
const toText = (...keys: unknown[]): string => JSON.stringify({ PublicKeyList: keys });

it('keys are read as the command line of AWS prints them, by their fingerprints', () => {
  const found = readPublicKeys(toText(PUBLISHED, PUBLISHED));
  expect(found).toMatchObject({ ok: true });
  expect(found.ok && [...found.keys].map(([print, { asymmetricKeyType }]) => [print, asymmetricKeyType])).toEqual([
    [PUBLISHED.Fingerprint, 'rsa'],
  ]);
});

const other = makeKey();
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
it.each<[string, string, string]>([
  ['no JSON', 'PublicKeyList', 'it is not what'],
  ['another list', JSON.stringify([PUBLISHED]), 'it is not what'],
  ['no list', JSON.stringify({ PublicKeyList: PUBLISHED }), 'it is not what'],
  ['none', toText(), 'it holds no key'],
  ['a key of nothing', toText(PUBLISHED, null), 'a key that is none'],
  ['a key that is cut', toText({ ...PUBLISHED, Value: PUBLISHED.Value.slice(0, 40) }), 'a key that is none'],
  ['a key of another kind', toText({ Value: ec.toString('base64'), Fingerprint: 'x' }), 'a key that is none'],
  ['the fingerprint of another', toText({ ...PUBLISHED, Value: other.der.toString('base64') }), 'another fingerprint'],
  ['no fingerprint', toText({ Value: PUBLISHED.Value }), 'another fingerprint'],
  ['nested deep', `{"PublicKeyList":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'a key that is none'],
])('of %s', (_, text, reason) => {
  expect(readPublicKeys(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});
