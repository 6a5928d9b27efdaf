import { countSecrets } from '@/lib/services/count-secrets';
import { findPrincipalLabel } from '@/lib/services/find-principal-label';
import { listSavedViews } from '@/lib/services/list-saved-views';
import { listSecrets } from '@/lib/services/list-secrets';
import { listSparklines } from '@/lib/services/list-sparklines';
import type { SearchParams } from '@/components/layout/url-state';
import { RefusedPage } from '@/components/layout/refused-page';
import { readListUrl } from '@/components/secrets/list-url';
import { SecretsScreen } from '@/components/secrets/secrets-screen';
import { readTree } from './read-tree';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Secrets' };

export default async function SecretsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  const url = readListUrl(await searchParams);
  const { query, state } = url;
  // In the place of a tree of groups no rows are shown; whether there are any, and the facets, still are.
  const asked = query.by ? { ...query, limit: 1, cursor: undefined } : query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listSecrets(ctx, asked),
      countSecrets(ctx),
      readTree(ctx, query, state),
      listSavedViews(ctx),
      query.readBy ? findPrincipalLabel(ctx, query.readBy.principal) : null,
    ]),
  );
  if (!found.ok) return <RefusedPage title="Secrets" problem={found.problem} />;
  const [list, all, tree, views, reader] = found.data;
  const ids = tree ? [] : list.items.map((item) => item.id);
  const sparklines = await listSparklines(ctx, { ids });
  return (
    <SecretsScreen
      list={list}
      all={all}
      url={url}
      tree={tree}
      scopes={scopes}
      views={views.items}
      reader={reader}
      sparklines={sparklines}
      history={me.may.includes('history.read')}
      mayAnnotate={me.may.includes('secret.annotate')}
      mayRotate={me.may.includes('secret.rotate')}
      now={now}
    />
  );
}
