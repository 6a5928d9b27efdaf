import { countAthenaDays } from '@/lib/services/count-athena-days';
import { listAccess } from '@/lib/services/list-access';
import { toAskedSecret } from '@/components/access/athena/athena-url';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { AccessScreen } from '@/components/access/access-screen';
import { isFilteredView, readEventsUrl, readPresetView } from '@/components/access/events-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';
import { PresetPage } from './preset-page';
import { TopPage } from './top-page';
import { UnusualPage } from './unusual-page';

export const metadata = { title: 'Access' };

export default async function AccessPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const [{ scopes }, params] = await Promise.all([pageViewer(), searchParams]);
  const view = readPresetView(params);
  if (view === 'unusual') return <UnusualPage params={params} />;
  if (view && isFilteredView(view)) return <TopPage view={view} params={params} />;
  if (view) return <PresetPage view={view} params={params} />;
  const url = readEventsUrl(params);
  const list = await read(ctx.requestId, () => listAccess(ctx, { ...url.query, include: ['histogram', 'presets'] }));
  if (!list.ok) return <RefusedPage title="Access" problem={list.problem} />;
  const { histogram } = list.data;
  const { from, to } = histogram ?? {};
  const athena = await read(ctx.requestId, () => countAthenaDays(ctx, { from, to, ...toAskedSecret(url.state) }));
  if (!athena.ok) return <RefusedPage title="Access" problem={athena.problem} />;
  return <AccessScreen list={list.data} url={url} athena={athena.data} scopes={scopes} now={now} />;
}
