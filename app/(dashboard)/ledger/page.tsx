import { listLedger } from '@/lib/services/list-ledger';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { LedgerScreen } from '@/components/ledger/ledger-screen';
import { readLedgerUrl } from '@/components/ledger/ledger-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Ledger' };

export default async function LedgerPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const url = readLedgerUrl(await searchParams);
  const ledger = await read(ctx.requestId, () => listLedger(ctx, url.query));
  if (!ledger.ok) return <RefusedPage title="Ledger" problem={ledger.problem} />;
  const { me } = await pageViewer();
  const seesHistory = me.may.includes('history.read');
  return <LedgerScreen ledger={ledger.data} url={url} seesHistory={seesHistory} now={now} />;
}
