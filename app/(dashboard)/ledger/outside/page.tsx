import { listOutsideReads } from '@/lib/services/list-outside-reads';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { OutsideScreen } from '@/components/ledger/outside-screen';
import { readOutsideUrl } from '@/components/ledger/outside-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Reads outside the ledger' };

export default async function OutsidePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const [{ scopes }, params] = await Promise.all([pageViewer(), searchParams]);
  const url = readOutsideUrl(params);
  const list = await read(ctx.requestId, () => listOutsideReads(ctx, url.query));
  if (!list.ok) return <RefusedPage title="Reads outside the ledger" problem={list.problem} />;
  return <OutsideScreen list={list.data} url={url} scopes={scopes} now={now} />;
}
