import { listAnnotations } from '@/lib/services/list-annotations';
import { PrefixesScreen } from '@/components/annotations/prefixes-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

const TITLE = 'Owners by prefix';
export const metadata = { title: TITLE };

export default async function PrefixesPage() {
  const { ctx, now } = await pageContext();
  const { me } = await pageViewer();
  const found = await read(ctx.requestId, () => listAnnotations(ctx));
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  return <PrefixesScreen list={found.data} mayAdd={me.may.includes('secret.annotate')} now={now} />;
}
