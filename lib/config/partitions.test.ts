import { expect, it } from 'vitest';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const mistakesIn = (account: object): string[] => {
  const loaded = loadConfig({ AWS_REGION: 'eu-west-1' }, (path) =>
    path === 'keyledger.yaml' ? JSON.stringify({ accounts: [{ id: '111122223333', name: 'a', ...account }] }) : null,
  );
  // Without sign-in the file is not whole; what is said of accounts stands by itself.
  return loaded.ok ? [] : loaded.mistakes.map(toMistakeLine).filter((line) => line.includes('accounts[0]'));
};

it.each([
  [['cn-north-1', 'cn-northwest-1'], 'aws-cn'],
  [['us-gov-west-1', 'us-gov-east-1'], 'aws-us-gov'],
  [['us-iso-east-1'], 'aws-iso'],
  [['us-isob-east-1'], 'aws-iso-b'],
  [['eusc-de-east-1'], 'aws-eusc'],
  [['eu-west-1', 'us-east-1'], 'aws'],
])('takes %j with roles of %s, and of no other partition', (regions, partition) => {
  const role = (of: string) => ({ read: `arn:${of}:iam::111122223333:role/keyledger-read` });
  expect(mistakesIn({ regions, roles: role(partition) })).toEqual([]);
  const other = partition === 'aws' ? 'aws-cn' : 'aws';
  expect(mistakesIn({ regions, roles: role(other) })).toEqual([
    expect.stringMatching(
      new RegExp(`accounts\\[0\\]\\.roles\\.read: is in the partition ${other}, .*Begin it with arn:${partition}:`),
    ),
  ]);
});

it('refuses regions of two partitions in one account, each by its place', () => {
  expect(mistakesIn({ regions: ['eu-west-1', 'cn-north-1', 'us-gov-west-1'] })).toEqual([
    expect.stringMatching(/accounts\[0\]\.regions\[1\]: is in the partition aws-cn/),
    expect.stringMatching(/accounts\[0\]\.regions\[2\]: is in the partition aws-us-gov/),
  ]);
});
