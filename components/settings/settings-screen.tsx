import type { MeView, ScopeView, SessionsList, SettingsView } from '@/lib/contract/system';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { ConfigurationCard } from './configuration-card';
import { PermissionsCard } from './permissions-card';
import { PoliciesCard } from './policies-card';
import { RulesCard } from './rules-card';
import { ScopesCard } from './scopes-card';
import { SessionsCard } from './sessions-card';

interface Props {
  settings: SettingsView;
  scopes: ScopeView[];
  /** null: not permitted, so not there. */
  sessions: SessionsList['items'] | null;
  me: MeView;
  now: string;
}

export function SettingsScreen({ settings, scopes, sessions, me, now }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>Settings</PageTitle>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <ScopesCard scopes={scopes} maySync={me.may.includes('scope.sync')} now={now} />
        <PermissionsCard permissions={settings.permissions} mine={me.may} />
        <div className="grid gap-3.5 lg:grid-cols-2">
          <ConfigurationCard settings={settings} />
          <RulesCard settings={settings} />
        </div>
        <PoliciesCard policies={settings.policies} />
        {sessions && <SessionsCard sessions={sessions} now={now} />}
      </div>
    </>
  );
}
