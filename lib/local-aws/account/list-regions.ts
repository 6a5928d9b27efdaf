import type { Call } from '@/lib/local-aws/call';
import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { organizationOf } from '@/lib/local-aws/organizations/organization';
import { partitionOf } from '@/lib/local-aws/world/partition';
import { accessDenied, AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, list, oneOf, text } from '@/lib/local-aws/wire/fields';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { regionsOf, regionStatuses } from './region-options';

const refused = () => accessDenied('User is not authorized to access this resource');
const invalid = (message: string) => new AwsError('ValidationException', message, { modelled: true });

const statuses = list(oneOf(regionStatuses));

/** Whose regions: the caller's own, or another member's for the management account and a delegated administrator. */
function accountOf(call: Call, asked?: string): string {
  const { world, scope } = call;
  if (asked === undefined) return scope.account;
  const organization = organizationOf(world);
  if (asked === organization?.managementAccount && asked === scope.account)
    throw invalid(
      'The management account can only be managed using the standalone context from the management account.',
    );
  const mayAsk = scope.account === organization?.managementAccount || scope.account === world.options.delegatedAdmin;
  if (!mayAsk || !world.accounts.has(asked)) throw refused();
  return asked;
}

/** ListRegions: up to 50 a page, every region of the partition with its status (Account Management API Reference). */
export const listRegions = defineOperation({
  name: 'ListRegions',
  source: 'account.amazonaws.com',
  readOnly: true,
  quota: { group: 'ListRegions', perSecond: 10 },
  input: {
    AccountId: text({ pattern: /^\d{12}$/, patternText: '\\d{12}' }),
    MaxResults: integer({ min: 1, max: 50 }),
    NextToken: text({ max: 1000 }),
    RegionOptStatusContains: statuses,
  },
  shows: ['AccountId', 'MaxResults', 'NextToken', 'RegionOptStatusContains'],
  resource: () => undefined,
  act: (call, { AccountId, MaxResults = 50, NextToken, RegionOptStatusContains: wanted }) => {
    const { world, scope } = call;
    const resource = `arn:${partitionOf(scope.region)}:account::${scope.account}:account`;
    authorize(call, { action: 'account:ListRegions', resource, shown: resource, owner: scope.account, context: {} });
    const start = NextToken === undefined ? 0 : openToken(world.seal, 'regions', NextToken)?.next;
    if (typeof start !== 'number') throw invalid('Invalid NextToken');
    const all = regionsOf(world, accountOf(call, AccountId), scope.region).filter(
      ({ status }) => wanted === undefined || wanted.some((one) => one === status),
    );
    const end = start + MaxResults;
    return {
      Regions: all.slice(start, end).map(({ name, status }) => ({ RegionName: name, RegionOptStatus: status })),
      NextToken: end < all.length ? sealToken(world.seal, 'regions', { next: end }) : undefined,
    };
  },
});
