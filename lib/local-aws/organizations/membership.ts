import type { JsonObject } from '@/lib/local-aws/wire/json';
import { flag, oneOf, readInput, required, text } from '@/lib/local-aws/wire/fields';
import type { World } from '@/lib/local-aws/world/world';

/** `AccountState` of the service's model. */
const accountStates = ['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const;

export type Membership = { state: (typeof accountStates)[number]; left: boolean };

const active: Membership = { state: 'ACTIVE', left: false };

export const membershipOf = ({ memberships }: World, account: string): Membership => memberships.get(account) ?? active;

/**
 * `{ account, name?, state?, left? }`: an account joins (without any role in it), is called otherwise, is suspended or
 * closed, or leaves the organisation.
 */
export function setMembership(world: World, body: JsonObject): JsonObject {
  const { account, name, state, left } = readInput(
    {
      account: required(text({ pattern: /^\d{12}$/, patternText: '\\d{12}' }), ''),
      name: text({ min: 1, max: 50 }),
      state: oneOf(accountStates),
      left: flag,
    },
    body,
  );
  const before = membershipOf(world, account);
  world.accounts.set(account, name ?? world.accounts.get(account) ?? account);
  world.memberships.set(account, { state: state ?? before.state, left: left ?? before.left });
  return { account, ...membershipOf(world, account) };
}
