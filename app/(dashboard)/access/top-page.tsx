import { accessQuery } from '@/lib/contract/access-list';
import { listAccess } from '@/lib/services/list-access';
import { listHeatmap } from '@/lib/services/list-heatmap';
import { listTop } from '@/lib/services/list-top';
import { readTopUrl, type FilteredView } from '@/components/access/events-url';
import { HeatmapScreen } from '@/components/access/heatmap/heatmap-screen';
import { TopScreen } from '@/components/access/top/top-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

/** Who and what there is most of, or who on which days, under the filter of the events. */
export async function TopPage({ view, params }: { view: FilteredView; params: SearchParams }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readTopUrl(params);
  const { from, to } = url.query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      view === 'top' ? listTop(ctx, url.query) : null,
      view === 'heatmap' ? listHeatmap(ctx, url.query) : null,
      listAccess(ctx, accessQuery.parse({ from, to, limit: 1, include: ['presets'] })),
    ]),
  );
  if (!found.ok) return <RefusedPage title="Access" problem={found.problem} />;
  const [top, heatmap, { presets }] = found.data;
  const shared = { counts: presets, url, scopes, now };
  return (
    <>
      {top && <TopScreen top={top} {...shared} />}
      {heatmap && <HeatmapScreen heatmap={heatmap} {...shared} />}
    </>
  );
}
