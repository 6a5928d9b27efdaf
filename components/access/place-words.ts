import type { ScopeView } from '@/lib/contract/system';

export type NamedAccount = Pick<ScopeView, 'account' | 'accountName'>;

/** `payments-prod · eu-west-1`; an account without a name by its number. */
export function placeWords(at: { accountId: string; region: string }, scopes: readonly NamedAccount[]): string {
  const scope = scopes.find(({ account }) => account === at.accountId);
  return `${scope?.accountName ?? at.accountId} · ${at.region}`;
}

/** The account of a principal, by name where it has one. */
export const accountWords = ({ accountId }: { accountId: string | null }, scopes: readonly NamedAccount[]) =>
  scopes.find(({ account }) => account === accountId)?.accountName ?? accountId;
