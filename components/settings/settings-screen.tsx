import type { AccountsList } from '@/lib/contract/accounts-list';
import type { ScopesList } from '@/lib/contract/scopes-list';
import type { MeView, SessionsList, SettingsView } from '@/lib/contract/system';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { AccountsCard } from './accounts-card';
import { AnchorsCard } from './anchors-card';
import { CallsCard } from './calls-card';
import { ConfigurationCard } from './configuration-card';
import { DiscoveryCard } from './discovery-card';
import { NotificationsCard } from './notifications-card';
import { PermissionsCard } from './permissions-card';
import { RetentionCard } from './retention-card';
import { RulesCard } from './rules-card';
import { ScopesCard } from './scopes-card';
import { SessionsCard } from './sessions-card';
import { TokensCard } from '@/components/tokens/tokens-card';
import type { TokensList } from '@/lib/contract/tokens';

interface Props {
  settings: SettingsView;
  /** The first page of each. */
  scopes: ScopesList;
  accounts: AccountsList;
  /** null: not permitted, so not there. */
  sessions: SessionsList['items'] | null;
  tokens: TokensList['items'] | null;
  me: MeView;
  now: string;
}

export function SettingsScreen({ settings, scopes, accounts, sessions, tokens, me, now }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>Settings</PageTitle>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <ScopesCard list={scopes} listings={settings.listings} maySync={me.may.includes('scope.sync')} now={now} />
        <CallsCard calls={settings.calls} now={now} />
        <RetentionCard retention={settings.retention} now={now} />
        <AccountsCard list={accounts} now={now} />
        {settings.discovery && <DiscoveryCard discovery={settings.discovery} now={now} />}
        <PermissionsCard permissions={settings.permissions} mine={me.may} />
        <div className="grid gap-3.5 lg:grid-cols-2">
          <ConfigurationCard settings={settings} now={now} />
          <RulesCard settings={settings} />
        </div>
        <NotificationsCard notifications={settings.notifications} />
        <AnchorsCard ledger={settings.ledger} now={now} />
        {tokens && <TokensCard tokens={tokens} permissions={settings.permissions} mine={me.may} now={now} />}
        {sessions && <SessionsCard sessions={sessions} path="/api/sessions" now={now} />}
      </div>
    </>
  );
}
