import { listNotifications } from '@/lib/services/list-notifications';
import { RefusedPage } from '@/components/layout/refused-page';
import { NotificationsScreen } from '@/components/notifications/notifications-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Notifications' };

export default async function NotificationsPage() {
  const { ctx, now } = await pageContext();
  const { me } = await pageViewer();
  const found = await read(ctx.requestId, () => listNotifications(ctx));
  if (!found.ok) return <RefusedPage title="Notifications" problem={found.problem} />;
  return <NotificationsScreen view={found.data} mayTest={me.may.includes('notification.test')} now={now} />;
}
