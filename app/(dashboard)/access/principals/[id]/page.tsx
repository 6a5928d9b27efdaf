import { cache } from 'react';
import { heatmapQuery } from '@/lib/contract/access-heatmap';
import { countAthenaDays } from '@/lib/services/count-athena-days';
import { countUnusual } from '@/lib/services/count-unusual';
import { findPrincipal } from '@/lib/services/get-principal';
import { listHeatmap } from '@/lib/services/list-heatmap';
import { listPrincipalSecrets } from '@/lib/services/list-principal-secrets';
import { PrincipalScreen } from '@/components/access/principal-screen';
import { readPrincipalUrl } from '@/components/access/principal-url';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** Once a request, for the title and for the page. */
const readPrincipal = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, () => findPrincipal(ctx, { id }));
});

export async function generateMetadata({ params }: Pick<Props, 'params'>) {
  const found = await readPrincipal((await params).id);
  return { title: found.ok ? found.data.principal.label : 'Principal' };
}

export default async function PrincipalPage({ params, searchParams }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, { me, scopes }] = await Promise.all([params, pageViewer()]);
  const found = await readPrincipal(id);
  if (!found.ok) return <RefusedPage title="Principal" problem={found.problem} />;
  const url = readPrincipalUrl(await searchParams);
  const more = await read(ctx.requestId, () =>
    Promise.all([
      listHeatmap(ctx, heatmapQuery.parse({ principal: [id], from: '90d', limit: 50 })),
      listPrincipalSecrets(ctx, { id, query: url.query }),
      countUnusual(ctx, { principalKey: id }),
      countAthenaDays(ctx, {}),
    ]),
  );
  if (!more.ok) return <RefusedPage title="Principal" problem={more.problem} />;
  const [heatmap, secrets, unusual, athena] = more.data;
  return (
    <PrincipalScreen
      detail={found.data}
      unusual={unusual}
      athena={athena}
      heatmap={heatmap}
      secrets={secrets}
      url={url}
      scopes={scopes}
      mayRotate={me.may.includes('secret.rotate')}
      now={now}
    />
  );
}
