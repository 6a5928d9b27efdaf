import { expect, it } from 'vitest';
import { holdsCalls, isTrailFile, toFilePlace } from './file-place';
import { isOfAnotherService, isRecord, placeRecord } from './place-record';

const name = '111122223333_CloudTrail_eu-west-1_20261101T0005Z_AbCdEfGhIjKlMnOp.json.gz';
const here = { accountId: '111122223333', region: 'eu-west-1' };

it.each([
  ['its name', name, here],
  ['its name, wherever it lies', `/tmp/x/${name}`, here],
  ['its folders', '/x/AWSLogs/o-abcdefghij/111122223333/CloudTrail/eu-west-1/2026/11/01/renamed.json.gz', here],
  ['folders of Windows', 'AWSLogs\\111122223333\\CloudTrail\\eu-west-1\\2026\\a.json', here],
  ['nothing', '/tmp/records.jsonl', null],
  ['a digest', '111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20261101T0005Z.json.gz', null],
  ['a short account', name.slice(1), null],
])('a file is placed by %s', (_by, path, place) => {
  expect(toFilePlace(path)).toEqual(place);
});

it('looks for records in files that may hold some', () => {
  expect(['a.json', 'a.json.gz', 'A.JSON.GZ', 'a.jsonl', 'a.ndjson.gz'].every(isTrailFile)).toBe(true);
  expect(['a.json.gz.sha', 'a.gz', 'json', '.json.swp', 'a.csv'].some(isTrailFile)).toBe(false);
  expect(holdsCalls('CloudTrail')).toBe(true);
  expect(holdsCalls('CloudTrail-Digest')).toBe(false);
});

const record = {
  recipientAccountId: '444455556666',
  awsRegion: 'us-east-1',
  userIdentity: { accountId: '777788889999' },
};

it.each([
  ['itself before its file', record, here, { accountId: '444455556666', region: 'us-east-1' }],
  ['its text', JSON.stringify(record), null, { accountId: '444455556666', region: 'us-east-1' }],
  [
    'its caller, where it names no recipient',
    { ...record, recipientAccountId: undefined },
    null,
    { accountId: '777788889999', region: 'us-east-1' },
  ],
  ['its file, where its own are none', { recipientAccountId: 'x', awsRegion: '7' }, here, here],
  ['half by itself, half by its file', { awsRegion: 'us-east-1' }, here, { ...here, region: 'us-east-1' }],
  ['nothing', { awsRegion: 'us-east-1' }, null, null],
  ['nothing, being none', 'x', null, null],
])('a record is placed by %s', (_by, raw, file, place) => {
  expect(placeRecord(raw, file)).toEqual(place);
});

it.each([
  [{ eventSource: 'kms.amazonaws.com' }, true],
  [{ eventSource: 'secretsmanager.amazonaws.com' }, false],
  [{ eventSource: '' }, false],
  [{ eventSource: 7 }, false],
  [{}, false],
  [null, false],
  ['no record', false],
])('%j is of another service: %s', (raw, other) => {
  expect(isOfAnotherService(raw)).toBe(other);
});

it('tells a record, however shortened, from what somebody named by mistake', () => {
  expect(
    [{ eventName: 'GetSecretValue' }, { userIdentity: {} }, '{"eventTime":"now"}', '{"eventID":"cut o'].every(isRecord),
  ).toBe(true);
  const others = [
    { ARN: 'arn:x', SecretString: 'x' },
    { Records: [] },
    [],
    null,
    7,
    'eventName',
    '{"eventName',
    undefined,
  ];
  expect(others.some(isRecord)).toBe(false);
  expect(isRecord(JSON.parse('{"__proto__":{"eventName":"x"}}'))).toBe(false);
});
