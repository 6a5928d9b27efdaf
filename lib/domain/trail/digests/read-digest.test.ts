import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { atHour, digestContent, hashOf, logName, makeKey, signDigest } from '@/lib/domain/testing/digest-chain';
import { isDigestFile, readDigest, toLogName } from './read-digest';

const key = makeKey();
const first = signDigest({ key, hour: 0 });
const file = { name: logName(1), hash: hashOf('a'), oldest: atHour(0.9), newest: atHour(1.1) };
const content = digestContent({ key, hour: 1, previous: first, files: [file] });
const given = (changes: object): ReturnType<typeof readDigest> =>
  readDigest(JSON.stringify({ ...content, ...changes }));

describe('a digest', () => {
  it('says whose it is, of when, what it goes on from, and what was delivered', () => {
    expect(given({})).toEqual({
      ok: true,
      digest: {
        accountId: '111122223333',
        region: 'eu-west-1',
        trail: 'all-events',
        homeRegion: 'eu-west-1',
        isBackfill: false,
        bucket: content.digestS3Bucket,
        key: content.digestS3Object,
        end: '2026-10-01T02:00:00Z',
        from: atHour(1),
        to: atHour(2),
        fingerprint: key.fingerprint,
        previous: { bucket: first.bucket, key: first.key, hash: first.hash, signature: first.signature },
        files: [{ name: file.name, hash: file.hash, oldest: file.oldest, newest: file.newest }],
      },
    });
  });

  it('has a name of its own where it names files that another left out', () => {
    const late = digestContent({ key, hour: 1, suffix: '_backfill' });
    expect(isDigestFile(late.digestS3Object)).toBe(true);
    expect(readDigest(JSON.stringify(late))).toMatchObject({ digest: { isBackfill: true, previous: null } });
  });

  it('is found in whatever folder, unpacked too, and is no log file', () => {
    const [name = ''] = content.digestS3Object.split('/').slice(-1);
    for (const path of [name, `a\\${name}`, `/b/${name}`, name.replace('.gz', '')])
      expect(isDigestFile(path)).toBe(true);
    for (const path of [file.name, `${name}.signature`, `x${name}`]) expect(isDigestFile(path)).toBe(false);
    expect(toLogName(`/a/b/${file.name}`)).toBe(toLogName(`c\\${file.name.replace('.gz', '')}`));
  });
});

const LOG = content.logFiles[0];
const UPPER = content.previousDigestSignature?.toUpperCase();
describe('what is no digest is told, whatever it is', () => {
  it.each<[object, string]>([
    [{ digestS3Bucket: null }, 'its place'],
    [{ digestS3Object: 7 }, 'its place'],
    [{ digestS3Object: 'AWSLogs/x.json.gz' }, 'its place'],
    [{ awsAccountId: '999922223333' }, 'its account'],
    [{ digestStartTime: '2026-10-01 01:00' }, 'its time'],
    [{ digestEndTime: '2026-13-01T02:00:00Z' }, 'its time'],
    [{ digestStartTime: '2026-10-01T03:00:00Z' }, 'its time'],
    [{ digestSignatureAlgorithm: 'none' }, 'of no known kind'],
    [{ digestPublicKeyFingerprint: 'zz' }, 'which key'],
    [{ previousDigestS3Bucket: null }, 'of the digest before'],
    [{ previousDigestHashValue: null }, 'of the digest before'],
    [{ previousDigestHashValue: 'aa' }, 'of the digest before'],
    [{ previousDigestHashAlgorithm: 'MD5' }, 'of the digest before'],
    [{ previousDigestSignature: UPPER }, 'of the digest before'],
    [{ previousDigestSignature: [] }, 'of the digest before'],
    [{ logFiles: null }, 'list of log files'],
    [{ logFiles: { length: 1 } }, 'list of log files'],
    [{ logFiles: [null] }, 'list of log files'],
    [{ logFiles: [LOG, 'x'] }, 'list of log files'],
    [{ logFiles: [{ ...LOG, hashValue: 'aa' }] }, 'list of log files'],
    [{ logFiles: [{ ...LOG, hashAlgorithm: 'SHA-1' }] }, 'list of log files'],
    [{ logFiles: [{ ...LOG, s3Object: {} }] }, 'list of log files'],
  ])('%j', (changes, reason) => {
    expect(given(changes)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it.each(['', 'null', '[]', '"{}"', '{', '{"a":1}{', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'text %#',
    (text) => {
      expect(readDigest(text).ok).toBe(false);
    },
  );

  it('nested deep where another thing belongs', () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    for (const field of ['logFiles', 'digestS3Object', 'previousDigestSignature'])
      expect(
        readDigest(JSON.stringify({ ...content, [field]: 0 }).replace(`"${field}":0`, `"${field}":${deep}`)).ok,
      ).toBe(false);
  });

  it('any JSON in place of any field', () => {
    const fields = Object.keys(content);
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue(), (field, odd) => {
        const found = given({ [field]: odd });
        expect(found.ok || found.reason.length > 0).toBe(true);
      }),
    );
  });
});
