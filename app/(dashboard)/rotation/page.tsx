import { runsQuery } from '@/lib/contract/rotation';
import { listRotation } from '@/lib/services/list-rotation';
import { listRuns } from '@/lib/services/list-runs';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { RotationScreen } from '@/components/rotation/rotation-screen';
import { readRotationUrl } from '@/components/rotation/rotation-url';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Rotation' };

const PAST = 10;

export default async function RotationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readRotationUrl(await searchParams);
  const { env, account, service, runs } = url.query;
  const narrowed = { env, account, service };
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listRotation(ctx, url.query),
      listRuns(ctx, runsQuery.parse({ ...narrowed, active: 'true' })),
      listRuns(ctx, runsQuery.parse({ ...narrowed, active: 'false', limit: PAST, cursor: runs })),
    ]),
  );
  if (!found.ok) return <RefusedPage title="Rotation" problem={found.problem} />;
  const [list, active, past] = found.data;
  return <RotationScreen list={list} active={active.items} past={past} url={url} scopes={scopes} now={now} />;
}
