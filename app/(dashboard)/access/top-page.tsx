import { accessQuery } from '@/lib/contract/access-list';
import { listAccess } from '@/lib/services/list-access';
import { listTop } from '@/lib/services/list-top';
import { readTopUrl } from '@/components/access/events-url';
import { TopScreen } from '@/components/access/top/top-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

/** Who and what there is most of, under the filter of the events. */
export async function TopPage({ params }: { params: SearchParams }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readTopUrl(params);
  const { from, to } = url.query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listTop(ctx, url.query),
      listAccess(ctx, accessQuery.parse({ from, to, limit: 1, include: ['presets'] })),
    ]),
  );
  if (!found.ok) return <RefusedPage title="Access" problem={found.problem} />;
  const [top, { presets }] = found.data;
  return <TopScreen top={top} counts={presets} url={url} scopes={scopes} now={now} />;
}
