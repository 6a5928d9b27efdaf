import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { AwsConfig } from '@/lib/config/aws-config';
import type { Bend } from '@/lib/local-aws/bends/bend';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { findCaller } from './find-caller';
import { StartError } from './start-error';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws({ secrets: 40, historyDays: 0, traffic: false });
});
beforeEach(() => {
  const [user] = adminUsers;
  vi.stubEnv('AWS_ENDPOINT_URL', local.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', user?.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', user?.secretAccessKey);
});
afterEach(() => {
  bend();
  vi.unstubAllEnvs();
});
afterAll(() => local.close());

function bend(...bends: Bend[]): void {
  local.world.options.bends = bends;
}

const config = (change: Partial<AwsConfig> = {}): AwsConfig => ({
  endpoints: { all: local.url, secretsManager: null, cloudTrail: null, sts: null },
  region: 'eu-west-1',
  accounts: [],
  discovery: null,
  caller: null,
  policyLimits: { onlyTag: null, rotationFunctions: '*' },
  ownCredentials: true,
  ...change,
});

const admin = 'arn:aws:iam::111122223333:user/admin';

it.each<[string, Bend[], string, string | null]>([
  ['is whom STS names', [], '111122223333', admin],
  ['without STS is the account that ARNs name', ['sts-missing'], '111122223333', null],
  ['also where all ARNs are zeros', ['sts-missing', 'account-zeros'], '000000000000', null],
  ['and zeros where there are no ARNs', ['sts-missing', 'names-in-arn'], '000000000000', null],
])('the account of a foreign endpoint %s', async (_, bends, accountId, arn) => {
  bend(...bends);
  await expect(findCaller(config())).resolves.toEqual({ accountId, arn, region: 'eu-west-1' });
});

it('of AWS itself is nobody that it does not name', async () => {
  bend('sts-missing');
  await expect(findCaller(config({ ownCredentials: false }))).rejects.toThrow(StartError);
});

const listed = (region: string): AwsConfig['accounts'] => [
  {
    id: '222233334444',
    name: 'other',
    regions: [region],
    roles: { read: null, reveal: null, rotate: null, recover: null },
    externalId: null,
  },
];

it('is asked for where a file lists accounts too, but not waited upon', async () => {
  const real = { ownCredentials: false, accounts: listed('eu-west-1') };
  await expect(findCaller(config(real))).resolves.toMatchObject({ arn: admin });
  bend('sts-missing');
  await expect(findCaller(config(real))).resolves.toBeNull();
});

it.each(['cn-north-1', 'us-gov-west-1', 'us-iso-east-1'])(
  'refuses an account in %s, where no role can be assumed',
  async (region) => {
    const real = { ownCredentials: false, accounts: listed(region) };
    await expect(findCaller(config(real))).rejects.toThrow(
      /belong to the partition aws, and these accounts do not: 222233334444/,
    );
  },
);
