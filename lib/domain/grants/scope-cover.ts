import type { GrantRule, Visibility } from '@/lib/domain/grant';

/** Says nothing that one secret of the account could meet and another not. */
const isOfWholeAccount = ({ accounts, also, ...others }: GrantRule, accountId: string): boolean =>
  Object.values(others).every((condition) => condition === undefined) &&
  (accounts === undefined || accounts.includes(accountId)) &&
  (also === undefined || isOfWholeAccount(also, accountId));

const mayTouch = ({ accounts, also }: GrantRule, accountId: string): boolean =>
  (accounts === undefined || accounts.includes(accountId)) && (also === undefined || mayTouch(also, accountId));

/** Holds for whatever lies in the account, and where nothing lies yet: by account alone, and no denial can touch it. */
export const coversAccount = ({ allow, deny }: Visibility, accountId: string): boolean =>
  allow.some((rule) => isOfWholeAccount(rule, accountId)) && !deny.some((rule) => mayTouch(rule, accountId));
