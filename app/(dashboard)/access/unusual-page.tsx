import { accessQuery } from '@/lib/contract/access-list';
import { listAccess } from '@/lib/services/list-access';
import { listUnusual } from '@/lib/services/list-unusual';
import { UnusualScreen } from '@/components/access/unusual/unusual-screen';
import { readUnusualUrl } from '@/components/access/unusual/unusual-url';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

/** What rules found in the reads. */
export async function UnusualPage({ params }: { params: SearchParams }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readUnusualUrl(params);
  const { from, to } = url.query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listUnusual(ctx, url.query),
      listAccess(ctx, accessQuery.parse({ from, to, limit: 1, include: ['presets'] })),
    ]),
  );
  if (!found.ok) return <RefusedPage title="Access" problem={found.problem} />;
  const [list, { presets }] = found.data;
  return <UnusualScreen list={list} counts={presets} url={url} scopes={scopes} now={now} />;
}
