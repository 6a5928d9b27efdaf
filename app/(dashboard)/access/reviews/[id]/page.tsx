import { cache } from 'react';
import { getReview } from '@/lib/services/get-review';
import { listReviewReaders } from '@/lib/services/list-review-readers';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { ReviewScreen } from '@/components/reviews/review-screen';
import { subjectWords } from '@/components/reviews/review-words';
import { readReadersUrl } from '@/components/reviews/reviews-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** Once a request, for the title and for the page. */
const findReview = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, () => getReview(ctx, { id }));
});

export async function generateMetadata({ params }: Props) {
  const found = await findReview((await params).id);
  return { title: found.ok ? `Review of ${subjectWords(found.data.subject)}` : 'Access review' };
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, { me, scopes }, search] = await Promise.all([params, pageViewer(), searchParams]);
  const found = await findReview(id);
  if (!found.ok) return <RefusedPage title="Access review" problem={found.problem} />;
  const url = readReadersUrl(search);
  const list = await read(ctx.requestId, () => listReviewReaders(ctx, { ...url.query, id }));
  if (!list.ok) return <RefusedPage title="Access review" problem={list.problem} />;
  return (
    <ReviewScreen
      review={found.data}
      list={list.data}
      url={url}
      scopes={scopes}
      mayRotate={me.may.includes('secret.rotate')}
      now={now}
    />
  );
}
