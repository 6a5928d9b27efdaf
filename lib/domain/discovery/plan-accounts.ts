import type { KnownAccount } from './known-account';
import type { FoundAccounts, OrganizationAccount } from './organization-account';

/** What a listing of the organisation changes in what is known. */
export interface AccountsPlan {
  joined: OrganizationAccount[];
  /** Named now as before, or again. */
  stayed: OrganizationAccount[];
  /** Ids of those that it no longer names. */
  left: string[];
}

/**
 * Found against known. Only a listing that is whole, and names at least one account, says that another
 * has left (architecture.md, 5): an organisation has its management account.
 */
export function planAccounts(
  { accounts, malformed }: FoundAccounts,
  known: readonly Pick<KnownAccount, 'id' | 'leftAt'>[],
): AccountsPlan {
  const before = new Set(known.map(({ id }) => id));
  const now = new Set(accounts.map(({ id }) => id));
  const isWhole = malformed === 0 && accounts.length > 0;
  return {
    joined: accounts.filter(({ id }) => !before.has(id)),
    stayed: accounts.filter(({ id }) => before.has(id)),
    left: isWhole ? known.filter(({ id, leftAt }) => !now.has(id) && leftAt === null).map(({ id }) => id) : [],
  };
}
