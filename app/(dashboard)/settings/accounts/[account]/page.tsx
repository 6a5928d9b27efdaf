import { cache } from 'react';
import { getAccount } from '@/lib/services/get-account';
import { RefusedPage } from '@/components/layout/refused-page';
import { AccountScreen } from '@/components/settings/account-screen';
import { pageContext, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ account: string }>;
}

/** Once a request, for the title and for the page. */
const findAccount = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, () => getAccount(ctx, id));
});

export async function generateMetadata({ params }: Props) {
  const found = await findAccount((await params).account);
  return { title: found.ok ? found.data.name : 'Account' };
}

export default async function AccountPage({ params }: Props) {
  const found = await findAccount((await params).account);
  if (!found.ok) return <RefusedPage title="Account" problem={found.problem} />;
  const { now } = await pageContext();
  return <AccountScreen account={found.data} now={now} />;
}
