import { cache } from 'react';
import { getWave } from '@/lib/services/get-wave';
import { listWaveItems } from '@/lib/services/list-wave-items';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { toVisibleText } from '@/components/ui/visible-text';
import { WaveScreen } from '@/components/waves/wave-screen';
import { readWaveItemsUrl } from '@/components/waves/waves-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

const TITLE = 'Wave';

/** Once a request, for the title and for the page. */
const findWave = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, () => getWave(ctx, { id }));
});

export async function generateMetadata({ params }: Pick<Props, 'params'>) {
  const found = await findWave((await params).id);
  return { title: found.ok ? toVisibleText(found.data.name) : TITLE };
}

export default async function WavePage({ params, searchParams }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, { me }, search] = await Promise.all([params, pageViewer(), searchParams]);
  const found = await findWave(id);
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  const url = readWaveItemsUrl(search);
  const list = await read(ctx.requestId, () => listWaveItems(ctx, { id, query: url.query }));
  if (!list.ok) return <RefusedPage title={TITLE} problem={list.problem} />;
  return (
    <WaveScreen wave={found.data} list={list.data} url={url} history={me.may.includes('history.read')} now={now} />
  );
}
