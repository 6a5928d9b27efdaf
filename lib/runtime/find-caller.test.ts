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
  callerAccountId: null,
  ownCredentials: true,
  ...change,
});

it.each<[string, Bend[], string]>([
  ['is whom STS names', [], '111122223333'],
  ['without STS is the account that ARNs name', ['sts-missing'], '111122223333'],
  ['also where all ARNs are zeros', ['sts-missing', 'account-zeros'], '000000000000'],
  ['and zeros where there are no ARNs', ['sts-missing', 'names-in-arn'], '000000000000'],
])('the account of a foreign endpoint %s', async (_, bends, accountId) => {
  bend(...bends);
  await expect(findCaller(config())).resolves.toEqual({ accountId, region: 'eu-west-1' });
});

it('of AWS itself is nobody that it does not name', async () => {
  bend('sts-missing');
  await expect(findCaller(config({ ownCredentials: false }))).rejects.toThrow(StartError);
});
