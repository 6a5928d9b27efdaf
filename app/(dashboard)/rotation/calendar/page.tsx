import { runsQuery } from '@/lib/contract/rotation';
import { listCalendar } from '@/lib/services/list-calendar';
import { listRuns } from '@/lib/services/list-runs';
import { CalendarScreen } from '@/components/calendar/calendar-screen';
import { readCalendarUrl } from '@/components/calendar/calendar-url';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, read } from '@/app/(dashboard)/page-context';

const TITLE = 'Calendar of rotations';
export const metadata = { title: TITLE };

const PAST = 50;

export default async function CalendarPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, now } = await pageContext();
  const url = readCalendarUrl(await searchParams);
  const { runs, ...query } = url.query;
  const { env, account, service } = query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      listCalendar(ctx, query),
      listRuns(ctx, runsQuery.parse({ env, account, service, active: 'false', limit: PAST, cursor: runs })),
    ]),
  );
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  const [coming, past] = found.data;
  return <CalendarScreen title={TITLE} coming={coming} past={past} url={url} now={now} />;
}
