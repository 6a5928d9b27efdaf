import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { accessDenied, AwsError } from '@/lib/local-aws/wire/aws-error';
import { organizationOf, type Organization } from './organization';

const notInUse = () =>
  new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.', {
    modelled: true,
  });

/** The caller's organisation, once the caller's own policies allow the action; there may be none. */
export function requireOrganization(call: Call, action: string): Organization {
  const { scope, world } = call;
  authorize(call, { action: `organizations:${action}`, resource: '*', owner: scope.account, context: {} });
  const organization = organizationOf(world);
  if (organization === undefined) throw notInUse();
  return organization;
}

/** The same for what only the management account and a delegated administrator may do, whatever policies say. */
export function requireAdministrator(call: Call, action: string): Organization {
  const organization = requireOrganization(call, action);
  const { account } = call.caller;
  if (account !== organization.managementAccount && account !== call.world.options.delegatedAdmin)
    throw accessDenied("You don't have permissions to access this resource.");
  return organization;
}
