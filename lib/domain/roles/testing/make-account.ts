import type { AccountRoles } from '@/lib/domain/roles/account-roles';

const arn = (use: string) => `arn:aws:iam::222233334444:role/security/keyledger-${use}`;

/** A configured account that Keyledger reaches from another one. */
export const makeAccount = (change: Partial<AccountRoles> = {}): AccountRoles => ({
  accountId: '222233334444',
  accountName: 'shared-staging',
  partition: 'aws',
  regions: ['eu-west-1', 'us-east-1'],
  roles: { read: arn('read'), reveal: arn('reveal'), rotate: arn('rotate'), recover: arn('recover') },
  externalId: 'keyledger-5f0c',
  dashboard: { accountId: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/keyledger-runtime/i-0abc' },
  limits: { onlyTag: null, rotationFunctions: '*' },
  ...change,
});
