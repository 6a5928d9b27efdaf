import { getTrail } from '@/lib/services/get-trail';
import { RefusedPage } from '@/components/layout/refused-page';
import { TrailScreen } from '@/components/settings/trail-screen';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Trail files' };

export default async function TrailPage() {
  const { ctx, now } = await pageContext();
  const found = await read(ctx.requestId, () => getTrail(ctx));
  if (!found.ok) return <RefusedPage title="Trail files" problem={found.problem} />;
  return <TrailScreen view={found.data} now={now} />;
}
