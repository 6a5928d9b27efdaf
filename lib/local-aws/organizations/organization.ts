import { charsOf, suffixOf } from '@/lib/local-aws/seed/hash';
import type { World } from '@/lib/local-aws/world/world';

export type Organization = { id: string; managementAccount: string };

const small = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The organisation of a world's accounts, its id made from the seed; `undefined` where they have none. */
export function organizationOf({ options, accounts }: World): Organization | undefined {
  const [managementAccount] = accounts.keys();
  if (!options.organization || managementAccount === undefined) return undefined;
  return { id: `o-${charsOf(`organization ${options.seed}`, small, 10)}`, managementAccount };
}

/** `arn:aws:organizations::<management account>:<kind>/<organisation>[/<id>]` (service authorization reference). */
export function organizationArn({ id, managementAccount }: Organization, kind: string, of?: string): string {
  return `arn:aws:organizations::${managementAccount}:${kind}/${id}${of === undefined ? '' : `/${of}`}`;
}

export const emailOf = (world: World, account: string) =>
  `aws+${world.accounts.get(account) ?? suffixOf(account)}@example.com`;
