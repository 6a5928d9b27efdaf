import 'server-only';
import type { AwsDiscovery } from '@/lib/aws/aws-options';
import { discoveryRole, roleNames } from '@/lib/local-aws/seed/identities';

/** How the seeded organisation is asked: its discovery role, and the four roles that every account has. */
export const toLocalDiscovery = (change: Partial<AwsDiscovery> = {}): AwsDiscovery => ({
  organizations: {
    role: `arn:aws:iam::${discoveryRole.account}:role/${discoveryRole.roleName}`,
    externalId: null,
  },
  homeRegion: 'us-east-1',
  regions: 'enabled',
  roles: { ...roleNames },
  externalId: null,
  ...change,
});
