import { countReviews } from '@/lib/services/count-reviews';
import { listUnexpected } from '@/lib/services/list-unexpected';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { readUnexpectedUrl } from '@/components/reviews/reviews-url';
import { UnexpectedScreen } from '@/components/reviews/unexpected-screen';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Unexpected readers' };

export default async function UnexpectedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const url = readUnexpectedUrl(await searchParams);
  const found = await read(ctx.requestId, () => Promise.all([listUnexpected(ctx, url.query), countReviews(ctx)]));
  if (!found.ok) return <RefusedPage title="Unexpected readers" problem={found.problem} />;
  const [list, counts] = found.data;
  return <UnexpectedScreen list={list} counts={counts} url={url} now={now} />;
}
