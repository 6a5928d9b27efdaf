import { listMySessions } from '@/lib/services/list-my-sessions';
import { AccountScreen } from '@/components/account/account-screen';
import { pageContext, pageViewer } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'You' };

export default async function AccountPage() {
  const { ctx, now } = await pageContext();
  const { me } = await pageViewer();
  return <AccountScreen me={me} sessions={(await listMySessions(ctx)).items} now={now} />;
}
