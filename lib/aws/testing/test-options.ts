import 'server-only';
import type { AwsAccount, AwsOptions } from '@/lib/aws/aws-options';
import { toScopeId, type Scope } from '@/lib/domain/scope';

export const ACCOUNT = '111122223333';

export const toScope = (accountId = ACCOUNT, region = 'eu-west-1'): Scope => ({
  id: toScopeId(accountId, region),
  accountId,
  accountName: 'test',
  region,
  partition: 'aws',
});

export const toAccount = (roles: Partial<AwsAccount['roles']> = {}, accountId = ACCOUNT): AwsAccount => ({
  accountId,
  name: 'test',
  regions: ['eu-west-1'],
  roles: { read: null, reveal: null, rotate: null, recover: null, ...roles },
  externalId: null,
});

const silent = (): void => undefined;

export const toOptions = (endpointUrl: string, change: Partial<AwsOptions> = {}): AwsOptions => ({
  accounts: [toAccount()],
  ownAccountId: ACCOUNT,
  ownArn: null,
  policyLimits: { onlyTag: null, rotationFunctions: '*' },
  demoOverForeignEndpoint: false,
  endpointUrl,
  credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  log: { info: silent, warn: silent, error: silent },
  ...change,
});
