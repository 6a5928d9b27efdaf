import { getSettings } from '@/lib/services/get-settings';
import { listSessions } from '@/lib/services/list-sessions';
import { listTokens } from '@/lib/services/list-tokens';
import { RefusedPage } from '@/components/layout/refused-page';
import { SettingsScreen } from '@/components/settings/settings-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  const settings = await read(ctx.requestId, () => getSettings(ctx));
  if (!settings.ok) return <RefusedPage title="Settings" problem={settings.problem} />;
  const sessions = me.may.includes('session.end') ? (await listSessions(ctx)).items : null;
  const tokens = me.may.includes('token.manage') ? (await listTokens(ctx)).items : null;
  return (
    <SettingsScreen settings={settings.data} scopes={scopes} sessions={sessions} tokens={tokens} me={me} now={now} />
  );
}
