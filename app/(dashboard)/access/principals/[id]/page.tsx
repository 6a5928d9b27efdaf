import { cache } from 'react';
import { countUnusual } from '@/lib/services/count-unusual';
import { getPrincipal } from '@/lib/services/get-principal';
import { PrincipalScreen } from '@/components/access/principal-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the title and for the page. */
const findPrincipal = cache(async (id: string) => {
  const { ctx } = await pageContext();
  return read(ctx.requestId, () => getPrincipal(ctx, { id }));
});

export async function generateMetadata({ params }: Props) {
  const found = await findPrincipal((await params).id);
  return { title: found.ok ? found.data.principal.label : 'Principal' };
}

export default async function PrincipalPage({ params }: Props) {
  const { ctx, now } = await pageContext();
  const [{ id }, { scopes }] = await Promise.all([params, pageViewer()]);
  const found = await findPrincipal(id);
  if (!found.ok) return <RefusedPage title="Principal" problem={found.problem} />;
  const unusual = await read(ctx.requestId, () => countUnusual(ctx, { principalKey: id }));
  if (!unusual.ok) return <RefusedPage title="Principal" problem={unusual.problem} />;
  return <PrincipalScreen detail={found.data} unusual={unusual.data} scopes={scopes} now={now} />;
}
