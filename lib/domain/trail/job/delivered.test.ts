import { expect, it } from 'vitest';
import { toDelivered, toDigestEnd, waitsForDigest } from './delivered';

const LOG = 'AWSLogs/o-a/111122223333/CloudTrail/eu-west-1/2026/11/20/111122223333_CloudTrail_eu-west-1_20261120T1005Z_AbCdEfGhIjKlMnOp.json.gz'; // prettier-ignore
const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

it('a file’s name says when it was delivered, a digest’s where its time ends', () => {
  expect(toDelivered(LOG)).toEqual(at('10:05'));
  expect(toDelivered('notes_20261120.txt')).toBeNull();
  const digest = '111122223333_CloudTrail-Digest_eu-west-1_management-events_eu-west-1_20261120T100501Z';
  expect(toDigestEnd(`${digest}.json.gz`)).toEqual(new Date('2026-11-20T10:05:01Z'));
  expect(toDigestEnd(`${digest}_backfill.json.gz`)).toEqual(new Date('2026-11-20T10:05:01Z'));
  expect(toDigestEnd(LOG)).toBeNull();
});

it('a file waits for its digest for an hour past the last one, and no longer than three', () => {
  expect(waitsForDigest(LOG, at('10:30'), at('10:40'))).toBe(true);
  expect(waitsForDigest(LOG, at('11:05'), at('11:10'))).toBe(false);
  expect(waitsForDigest(LOG, null, at('13:04'))).toBe(true);
  expect(waitsForDigest(LOG, null, at('13:05'))).toBe(false);
  expect(waitsForDigest('strange', null, at('10:06'))).toBe(false);
});
