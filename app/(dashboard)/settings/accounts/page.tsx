import { listAccounts } from '@/lib/services/list-accounts';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { AccountsScreen } from '@/components/settings/accounts-screen';
import { readAccountsUrl } from '@/components/settings/accounts-url';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Accounts' };

export default async function AccountsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const url = readAccountsUrl(await searchParams);
  const list = await read(ctx.requestId, () => listAccounts(ctx, url.query));
  if (!list.ok) return <RefusedPage title="Accounts" problem={list.problem} />;
  return <AccountsScreen list={list.data} url={url} now={now} />;
}
