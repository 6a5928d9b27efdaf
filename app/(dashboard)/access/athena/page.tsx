import { listAthenaDays } from '@/lib/services/list-athena-days';
import { AskScreen } from '@/components/access/athena/ask-screen';
import { readAthenaUrl } from '@/components/access/athena/athena-url';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

const TITLE = 'Single events from Athena';
export const metadata = { title: TITLE };

export default async function AthenaEventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const [{ scopes }, params] = await Promise.all([pageViewer(), searchParams]);
  const url = readAthenaUrl(params);
  const view = await read(ctx.requestId, () => listAthenaDays(ctx, url.query));
  if (!view.ok) return <RefusedPage title={TITLE} problem={view.problem} />;
  return <AskScreen view={view.data} url={url} scopes={scopes} now={now} />;
}
