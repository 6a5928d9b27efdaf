import 'server-only';
import type { AccountSummary } from '@/lib/contract/accounts';
import { ACCOUNT_TESTS, type AccountsList, type AccountsQuery } from '@/lib/contract/accounts-list';
import type { Context } from '@/lib/domain/ports/context';
import { toAccountSummary } from './parts/account-summary';
import { authorize } from './parts/authorize';
import { countBy, pageByPlace, type Place } from './parts/page-by-place';

function toTested({ test }: AccountSummary): (typeof ACCOUNT_TESTS)[number] {
  if (test === null) return 'never';
  if (test.bad > 0) return 'wrong';
  return test.warn > 0 ? 'loose' : 'good';
}

const toPlace = (account: AccountSummary): Place => [
  ACCOUNT_TESTS.indexOf(toTested(account)),
  account.name.toLowerCase(),
  account.id,
];

/** GET /api/accounts: those that are listed in keyledger.yaml; those that were found are in GET /api/discovery. */
export async function listAccounts(ctx: Context, query: AccountsQuery): Promise<AccountsList> {
  authorize(ctx, 'settings.read');
  const tests = await ctx.store.roleTests.list();
  const accounts = ctx.aws.accounts().map((account) => toAccountSummary(account, tests));
  const { tested, q, include } = query;
  const text = q?.toLowerCase() ?? '';
  const named = accounts.filter(({ id, name, regions }) =>
    [id, name, ...regions].some((one) => one.toLowerCase().includes(text)),
  );
  const matching = tested.length === 0 ? named : named.filter((account) => tested.includes(toTested(account)));
  const { page, nextCursor } = pageByPlace(matching, toPlace, query);
  return {
    items: page,
    nextCursor,
    ...(include.includes('total') && { total: matching.length }),
    ...(include.includes('facets') && { facets: { tested: countBy(named, ACCOUNT_TESTS, toTested) } }),
  };
}
