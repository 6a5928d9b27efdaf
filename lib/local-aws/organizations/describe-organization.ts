import { defineOperation } from '@/lib/local-aws/operation';
import { emailOf, organizationArn } from './organization';
import { requireOrganization } from './require-organization';

/** DescribeOrganization: every account of the organisation may ask (Organizations API Reference). */
export const describeOrganization = defineOperation({
  name: 'DescribeOrganization',
  source: 'organizations.amazonaws.com',
  readOnly: true,
  quota: { group: 'DescribeOrganization', perSecond: 10 },
  input: {},
  shows: [],
  act: (call) => {
    const organization = requireOrganization(call, 'DescribeOrganization');
    const { id, managementAccount } = organization;
    return {
      Organization: {
        Id: id,
        Arn: organizationArn(organization, 'organization'),
        FeatureSet: 'ALL',
        MasterAccountArn: organizationArn(organization, 'account', managementAccount),
        MasterAccountId: managementAccount,
        MasterAccountEmail: emailOf(call.world, managementAccount),
        AvailablePolicyTypes: [],
      },
    };
  },
});
