import { listReminders } from '@/lib/services/list-reminders';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { RemindersScreen } from '@/components/reminders/reminders-screen';
import { readRemindersUrl } from '@/components/reminders/reminders-url';
import { pageContext, read } from '@/app/(dashboard)/page-context';

const TITLE = 'Reminders';
export const metadata = { title: TITLE };

export default async function RemindersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await pageContext();
  const url = readRemindersUrl(await searchParams);
  const found = await read(ctx.requestId, () => listReminders(ctx, url.query));
  if (!found.ok) return <RefusedPage title={TITLE} problem={found.problem} />;
  return <RemindersScreen list={found.data} url={url} />;
}
