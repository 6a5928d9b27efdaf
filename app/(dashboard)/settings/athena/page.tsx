import { getAthena } from '@/lib/services/get-athena';
import { RefusedPage } from '@/components/layout/refused-page';
import { AthenaScreen } from '@/components/settings/athena-screen';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Athena' };

export default async function AthenaPage() {
  const { ctx, now } = await pageContext();
  const found = await read(ctx.requestId, () => getAthena(ctx));
  if (!found.ok) return <RefusedPage title="Athena" problem={found.problem} />;
  return <AthenaScreen view={found.data} now={now} />;
}
