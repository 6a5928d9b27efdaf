import { AccountClient, ListRegionsCommand, paginateListRegions } from '@aws-sdk/client-account';
import { expect, test } from 'vitest';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { adminKeys, useLocalWorld, type Keys, type LocalWorld } from '@/lib/local-aws/testing/local-world';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';

const world = useLocalWorld({ regions: ['eu-west-1', 'eu-south-2'] });
const china = useLocalWorld({ regions: ['cn-north-1'] });
const member = '222233334444';

const clientOf = (place: LocalWorld, keys: Keys = adminKeys, region = 'us-east-1') =>
  new AccountClient({ endpoint: place.aws.url, region, credentials: keys, maxAttempts: 1 });

test('every region of the partition comes once, with its status', async () => {
  const found: [string | undefined, string | undefined][] = [];
  for await (const { Regions } of paginateListRegions({ client: clientOf(world) }, { MaxResults: 7 }))
    found.push(...(Regions ?? []).map((one): [string | undefined, string | undefined] => [one.RegionName, one.RegionOptStatus])); // prettier-ignore
  const names = found.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(25);
  expect(Object.fromEntries(found)).toMatchObject({
    'eu-west-1': 'ENABLED_BY_DEFAULT',
    'eu-south-2': 'ENABLED',
    'me-south-1': 'DISABLED',
  });
});

test('those of a status, and a region that is turned off', async () => {
  const ask = async () => {
    const wanted = new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED'] });
    return (await clientOf(world).send(wanted)).Regions?.map(({ RegionName }) => RegionName);
  };
  expect(await ask()).toEqual(['eu-south-2']);
  await world.control('POST', 'regions', { account: '111122223333', region: 'eu-south-2', status: 'DISABLED' });
  expect(await ask()).toEqual([]);
  await world.control('POST', 'regions', { account: '111122223333', region: 'eu-south-2', status: 'ENABLED' });
  expect(await ask()).toEqual(['eu-south-2']);
});

test('another partition has its own', async () => {
  const { user, keys } = makeUser(china.aws.world, [{ Effect: 'Allow', Action: '*', Resource: '*' }], {
    arn: 'arn:aws-cn:iam::111122223333:user/one',
  });
  expect(user.arn).toContain('aws-cn');
  const { Regions } = await clientOf(china, keys, 'cn-north-1').send(new ListRegionsCommand({}));
  expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(['cn-north-1', 'cn-northwest-1']);
});

test('the management account may ask of a member, and of itself only without naming itself', async () => {
  const { Regions } = await clientOf(world).send(new ListRegionsCommand({ AccountId: member }));
  expect(Regions?.length).toBeGreaterThan(25);
  const itself = clientOf(world).send(new ListRegionsCommand({ AccountId: '111122223333' }));
  expect(await refusal(itself)).toMatchObject({ code: 'ValidationException' });
});

test.each([
  ['of an account that is no member', { AccountId: '999999999999' }, 'AccessDeniedException'],
  ['with a token of nobody', { NextToken: 'nonsense' }, 'ValidationException'],
  ['with a page too large', { MaxResults: 51 }, 'ValidationException'],
])('refused: %s', async (_, input, code) => {
  expect(await refusal(clientOf(world).send(new ListRegionsCommand(input)))).toMatchObject({ code });
});

test('a denial names the missing action, and stands in CloudTrail as the answer does', async () => {
  const arn = 'arn:aws:account::111122223333:account';
  const { user, keys } = makeUser(world.aws.world, []);
  const denied = await refusal(clientOf(world, keys).send(new ListRegionsCommand({})));
  expect(denied).toMatchObject({
    code: 'AccessDeniedException',
    status: 403,
    message: expect.stringContaining(
      `${user.arn} is not authorized to perform: account:ListRegions on resource: ${arn}`,
    ),
  });
  await clientOf(world).send(new ListRegionsCommand({ MaxResults: 50 }));
  const records = await readTrail(world, 'EventSource', 'account.amazonaws.com', { region: 'us-east-1' });
  expect(records).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ eventName: 'ListRegions', errorCode: 'AccessDenied', errorMessage: denied.message }),
      expect.objectContaining({ eventName: 'ListRegions', requestParameters: { maxResults: 50 }, readOnly: true }),
    ]),
  );
});
