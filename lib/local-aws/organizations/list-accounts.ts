import { defineOperation } from '@/lib/local-aws/operation';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, text } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';
import { openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import type { World } from '@/lib/local-aws/world/world';
import { membershipOf, type Membership } from './membership';
import { emailOf, organizationArn } from './organization';
import { requireAdministrator } from './require-organization';

const joined = Date.UTC(2021, 4, 3, 9, 30);

function readStart(world: World, token: string | undefined): number {
  if (token === undefined) return 0;
  const next = openToken(world.seal, 'accounts', token)?.next;
  if (typeof next !== 'number')
    throw new AwsError('InvalidInputException', 'You specified an invalid value.', { modelled: true });
  return next;
}

/** `Status` knows fewer states than `State`, which takes its place (Organizations API Reference, Account). */
const stateOf = ({ state }: Membership) => ({
  State: state,
  Status: state === 'CLOSED' ? 'SUSPENDED' : state === 'PENDING_ACTIVATION' ? undefined : state,
});

/** ListAccounts: up to 20 a page, from the management account or a delegated administrator (Organizations API Reference). */
export const listAccounts = defineOperation({
  name: 'ListAccounts',
  source: 'organizations.amazonaws.com',
  readOnly: true,
  quota: { group: 'ListAccounts', perSecond: 10 },
  input: { NextToken: text({ max: 100_000 }), MaxResults: integer({ min: 1, max: 20 }) },
  shows: ['MaxResults', 'NextToken'],
  act: (call, { NextToken, MaxResults = 20 }) => {
    const { world } = call;
    const organization = requireAdministrator(call, 'ListAccounts');
    const start = readStart(world, NextToken);
    const all = [...world.accounts].filter(([id]) => !membershipOf(world, id).left);
    const end = start + MaxResults;
    return {
      Accounts: all.slice(start, end).map(([Id, Name]) => ({
        Id,
        Arn: organizationArn(organization, 'account', Id),
        Email: emailOf(world, Id),
        Name,
        ...stateOf(membershipOf(world, Id)),
        JoinedMethod: Id === organization.managementAccount ? 'INVITED' : 'CREATED',
        JoinedTimestamp: toEpochSeconds(joined),
      })),
      NextToken: end < all.length ? sealToken(world.seal, 'accounts', { next: end }) : undefined,
    };
  },
});
