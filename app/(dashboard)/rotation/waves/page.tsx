import { listWaves } from '@/lib/services/list-waves';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { WavesScreen } from '@/components/waves/waves-screen';
import { readWavesUrl } from '@/components/waves/waves-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

const TITLE = 'Waves';
export const metadata = { title: TITLE };

export default async function WavesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const [{ me }, params] = await Promise.all([pageViewer(), searchParams]);
  const url = readWavesUrl(params);
  const found = await read(ctx.requestId, () => listWaves(ctx, url.query));
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  return <WavesScreen list={found.data} url={url} mayRotate={me.may.includes('secret.rotate')} now={now} />;
}
