import { findScopeWork } from '@/lib/services/find-scope-work';
import { listScopes } from '@/lib/services/list-scopes';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { ScopesScreen } from '@/components/settings/scopes-screen';
import { readScopesUrl } from '@/components/settings/scopes-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Scopes' };

export default async function ScopesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  const url = readScopesUrl(await searchParams);
  const found = await read(ctx.requestId, async () => ({
    work: await findScopeWork(ctx),
    list: await listScopes(ctx, url.query, scopes),
  }));
  if (!found.ok) return <RefusedPage title="Scopes" problem={found.problem} />;
  return <ScopesScreen {...found.data} url={url} maySync={me.may.includes('scope.sync')} now={now} />;
}
