import { listReviews } from '@/lib/services/list-reviews';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { ReviewsScreen } from '@/components/reviews/reviews-screen';
import { readReviewsUrl } from '@/components/reviews/reviews-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Access reviews' };

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const [{ me }, params] = await Promise.all([pageViewer(), searchParams]);
  const url = readReviewsUrl(params);
  const list = await read(ctx.requestId, () => listReviews(ctx, url.query));
  if (!list.ok) return <RefusedPage title="Access reviews" problem={list.problem} />;
  return <ReviewsScreen list={list.data} url={url} mayBegin={me.may.includes('review.sign')} now={now} />;
}
