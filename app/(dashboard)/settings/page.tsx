import { accountsQuery } from '@/lib/contract/accounts-list';
import { scopesQuery } from '@/lib/contract/scopes-list';
import { getSettings } from '@/lib/services/get-settings';
import { listAccounts } from '@/lib/services/list-accounts';
import { listScopes } from '@/lib/services/list-scopes';
import { listSessions } from '@/lib/services/list-sessions';
import { listTokens } from '@/lib/services/list-tokens';
import { RefusedPage } from '@/components/layout/refused-page';
import { SettingsScreen } from '@/components/settings/settings-screen';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Settings' };

/** Of long lists; the rest has pages of its own. */
const SHOWN = { limit: 10 };

export default async function SettingsPage() {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  const settings = await read(ctx.requestId, () => getSettings(ctx));
  if (!settings.ok) return <RefusedPage title="Settings" problem={settings.problem} />;
  const first = me.may.includes('inventory.read')
    ? await listScopes(ctx, scopesQuery.parse(SHOWN), scopes)
    : { items: [], nextCursor: null };
  const accounts = await listAccounts(ctx, accountsQuery.parse(SHOWN));
  const sessions = me.may.includes('session.end') ? (await listSessions(ctx)).items : null;
  const tokens = me.may.includes('token.manage') ? (await listTokens(ctx)).items : null;
  const shown = { scopes: first, accounts, sessions, tokens };
  return <SettingsScreen settings={settings.data} {...shown} me={me} now={now} />;
}
