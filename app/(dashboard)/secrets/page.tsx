import { countSecrets } from '@/lib/services/count-secrets';
import { listSecrets } from '@/lib/services/list-secrets';
import { listSparklines } from '@/lib/services/list-sparklines';
import type { SearchParams } from '@/components/layout/url-state';
import { RefusedPage } from '@/components/layout/refused-page';
import { readListUrl } from '@/components/secrets/list-url';
import { SecretsScreen } from '@/components/secrets/secrets-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Secrets' };

export default async function SecretsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  const url = readListUrl(await searchParams);
  const found = await read(ctx.requestId, () => Promise.all([listSecrets(ctx, url.query), countSecrets(ctx)]));
  if (!found.ok) return <RefusedPage title="Secrets" problem={found.problem} />;
  const [list, all] = found.data;
  const sparklines = await listSparklines(ctx, { ids: list.items.map((item) => item.id) });
  return (
    <SecretsScreen
      list={list}
      all={all}
      url={url}
      scopes={scopes}
      sparklines={sparklines}
      history={me.may.includes('history.read')}
      now={now}
    />
  );
}
