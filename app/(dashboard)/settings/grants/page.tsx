import { findProblem } from '@/lib/contract/find-problem';
import { findSecrets } from '@/lib/services/find-secrets';
import { listPeople } from '@/lib/services/list-people';
import { whyGrant } from '@/lib/services/why-grant';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { readWhyUrl } from '@/components/grants/why-url';
import { WhyScreen } from '@/components/grants/why-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Who may do what' };

export default async function GrantsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await pageContext();
  const [{ me }, params] = await Promise.all([pageViewer(), searchParams]);
  const url = readWhyUrl(params);
  const people = await read(ctx.requestId, () => listPeople(ctx));
  if (!people.ok) return <RefusedPage title="Who may do what, and why" problem={people.problem} />;
  const maySearch = me.may.includes('inventory.read');
  const found = url.q === '' ? null : maySearch ? await findSecrets(ctx, url.q) : [];
  const [only, ...more] = found ?? [];
  const isOpen = found !== null && (only === undefined || more.length > 0);
  const answer = isOpen ? null : await findAnswer(ctx, only ? { ...url.query, secret: only.id } : url.query);
  return (
    <WhyScreen
      url={url}
      people={people.data}
      providers={ctx.config.providers}
      me={me}
      answer={answer}
      choices={isOpen ? found : null}
    />
  );
}

/** null: the person or the secret is nobody's that can be asked about. */
async function findAnswer(...asked: Parameters<typeof whyGrant>) {
  try {
    return await whyGrant(...asked);
  } catch (error) {
    const code = findProblem(error, asked[0].requestId)?.code;
    if (code === 'not_found' || code === 'invalid') return null;
    throw error;
  }
}
