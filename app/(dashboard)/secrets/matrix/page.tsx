import { listMatrix } from '@/lib/services/list-matrix';
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
  const found = await read(ctx.requestId, () => listMatrix(ctx, url.query));
  if (!found.ok) return <RefusedPage title="Matrix" problem={found.problem} />;
  return <MatrixScreen list={found.data} url={url} scopes={scopes} now={now} />;
}
