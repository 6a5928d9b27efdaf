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
  const list = await read(ctx.requestId, () => listSecrets(ctx, url.query));
  if (!list.ok) return <RefusedPage title="Secrets" problem={list.problem} />;
  const sparklines = await listSparklines(ctx, { ids: list.data.items.map((item) => item.id) });
  return (
    <SecretsScreen
      list={list.data}
      url={url}
      scopes={scopes}
      sparklines={sparklines}
      history={me.may.includes('history.read')}
      now={now}
    />
  );
}
