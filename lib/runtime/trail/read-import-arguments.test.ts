import { expect, it } from 'vitest';
import { readImportArguments } from './read-import-arguments';

it('names a path, and what its digests are proven by', () => {
  expect(readImportArguments(['a', '--json'])).toEqual({
    from: { path: 'a' },
    demo: false,
    json: true,
    digests: false,
    publicKeys: [],
    completeReads: [],
  });
  expect(
    readImportArguments([
      '--digests',
      'a',
      '--public-keys',
      'k',
      '--public-keys',
      'l',
      '--complete-reads',
      't',
      '--complete-reads',
      'u',
    ]),
  ).toEqual({
    from: { path: 'a' },
    demo: false,
    json: false,
    digests: true,
    publicKeys: ['k', 'l'],
    completeReads: ['t', 'u'],
  });
});

it.each([
  [[]],
  [['a', 'b']],
  [['a', '--digests']],
  [['a', '--public-keys', 'k']],
  [['a', '--digests', '--public-keys']],
  [['a', '--digest']],
  [['a', '--complete-reads', 't']],
  [['a', '--digests', '--complete-reads', 't']],
  [['a', '--account', '111122223333']],
  [['a', '--from=2026-01-01']],
  [['s3://trails', '--complete-reads', 't']],
])('%j is explained instead', (args) => {
  expect(() => readImportArguments(args)).toThrow('Say what to import');
});

it('names a bucket, and what of it is wanted', () => {
  const args = ['s3://trails/of/AWSLogs/o-abcdef1234/111122223333/', '--region', 'eu-west-1', '--from', '2026-01-31'];
  expect(readImportArguments([...args, '--owner', '222233334444', '--digests'])).toEqual({
    from: {
      bucket: {
        address: {
          bucket: 'trails',
          prefix: 'of/',
          organization: 'o-abcdef1234',
          accountId: '111122223333',
          region: null,
        },
        wanted: { accounts: ['111122223333'], regions: ['eu-west-1'], from: '2026-01-31', to: null },
        role: null,
        externalId: null,
        owner: '222233334444',
        bucketRegion: null,
      },
    },
    demo: false,
    json: false,
    digests: true,
    publicKeys: [],
    completeReads: [],
  });
});

it.each([
  ['s3://', [], 'it names no bucket'],
  ['s3://Trails', [], 'it names no bucket'],
  ['s3://trails/a/../b', [], 'its path has a part that no trail has'],
  ['s3://trails//a', [], 'its path has a part that no trail has'],
  ['s3://trails/AWSLogs/123', [], 'what follows AWSLogs/ is not'],
  ['s3://trails/AWSLogs/111122223333/Config', [], 'what follows AWSLogs/ is not'],
  ['s3://trails/AWSLogs/111122223333/CloudTrail/eu-west-1/2026', [], 'it leads into a day'],
  ['s3://trails', ['--account', '1'], '--account "1" is no account id'],
  ['s3://trails', ['--region', 'Europe'], '--region "Europe" is no region'],
  ['s3://trails', ['--from', '2026-02-30'], '--from "2026-02-30" is no day'],
  ['s3://trails', ['--from', '2026-02-02', '--to', '2026-02-01'], '--from is after --to'],
  ['s3://trails', ['--role', 'reader'], '--role "reader" is not the ARN'],
  ['s3://trails', ['--external-id', 'x1'], 'no --role is named'],
])('of %s %j it says what is wrong', (path, more, why) => {
  expect(() => readImportArguments([path, ...more])).toThrow(why);
});
