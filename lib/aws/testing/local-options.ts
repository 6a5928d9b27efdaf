import 'server-only';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { accounts, dashboardUser, regions, roleArn } from '@/lib/local-aws/seed/identities';
import { toOptions } from './test-options';

/** How the seeded accounts would be configured: the dashboard's own user, and four roles in each account. */
export const toLocalOptions = (endpointUrl: string, change: Partial<AwsOptions> = {}): AwsOptions =>
  toOptions(endpointUrl, {
    accounts: accounts.map(({ id, name }) => ({
      accountId: id,
      name,
      regions: [...regions],
      roles: {
        read: roleArn(id, 'read'),
        reveal: roleArn(id, 'reveal'),
        rotate: roleArn(id, 'rotate'),
        recover: roleArn(id, 'recover'),
      },
      externalId: null,
    })),
    ownAccountId: dashboardUser.account,
    ownArn: `arn:aws:iam::${dashboardUser.account}:user/${dashboardUser.userName}`,
    // The local quota is nobody else's.
    lookupEventsShare: 1,
    credentials: { accessKeyId: dashboardUser.accessKeyId, secretAccessKey: dashboardUser.secretAccessKey },
    ...change,
  });
