import type { JsonService } from '@/lib/local-aws/json-service';
import { describeOrganization } from './describe-organization';
import { listAccounts } from './list-accounts';

export const organizations: JsonService = {
  service: 'organizations',
  targetPrefixes: ['AWSOrganizationsV20161128'],
  operations: new Map([listAccounts, describeOrganization].map((operation) => [operation.name, operation])),
};
