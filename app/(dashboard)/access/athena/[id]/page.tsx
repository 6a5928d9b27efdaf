import { getEventQuestion } from '@/lib/services/get-event-question';
import { readQuestionUrl } from '@/components/access/athena/athena-url';
import { QuestionScreen } from '@/components/access/athena/question-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

const TITLE = 'Events from Athena';
export const metadata = { title: TITLE };

export default async function EventQuestionPage({ params, searchParams }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, { scopes }, search] = await Promise.all([params, pageViewer(), searchParams]);
  const url = readQuestionUrl(search);
  const found = await read(ctx.requestId, () => getEventQuestion(ctx, { id, query: url.query }));
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  return <QuestionScreen detail={found.data} url={url} scopes={scopes} now={now} />;
}
