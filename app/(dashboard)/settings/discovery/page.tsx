import { getDiscovery } from '@/lib/services/get-discovery';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { DiscoveryScreen } from '@/components/settings/discovery-screen';
import { readDiscoveryUrl } from '@/components/settings/discovery-url';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Discovery' };

export default async function DiscoveryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const url = readDiscoveryUrl(await searchParams);
  const found = await read(ctx.requestId, () => getDiscovery(ctx, url.query));
  if (!found.ok) return <RefusedPage title="Discovery" problem={found.problem} />;
  return <DiscoveryScreen view={found.data} url={url} now={now} />;
}
