import { findPrincipalLabel } from '@/lib/services/find-principal-label';
import { listMatrix } from '@/lib/services/list-matrix';
import { listMatrixFacets } from '@/lib/services/list-matrix-facets';
import { listSavedViews } from '@/lib/services/list-saved-views';
import type { SearchParams } from '@/components/layout/url-state';
import { RefusedPage } from '@/components/layout/refused-page';
import { MatrixScreen } from '@/components/matrix/matrix-screen';
import { readMatrixUrl } from '@/components/matrix/matrix-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Matrix' };

export default async function MatrixPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readMatrixUrl(await searchParams);
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listMatrix(ctx, url.query),
      listMatrixFacets(ctx, url.query),
      listSavedViews(ctx),
      url.query.readBy ? findPrincipalLabel(ctx, url.query.readBy.principal) : null,
    ]),
  );
  if (!found.ok) return <RefusedPage title="Matrix" problem={found.problem} />;
  const [list, facets, views, reader] = found.data;
  return (
    <MatrixScreen list={list} facets={facets} views={views.items} reader={reader} url={url} scopes={scopes} now={now} />
  );
}
