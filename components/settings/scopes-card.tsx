import type { ScopeView, SettingsView } from '@/lib/contract/system';
import { GONE_WORDS } from '@/components/layout/describe-gone';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { ExactTime } from '@/components/ui/time';
import { LacksList } from './lacks-list';
import { ListingUnderWay } from './listing-under-way';
import { RefreshScope } from './refresh-scope';
import { ScopePart } from './scope-part';

interface Props {
  scopes: ScopeView[];
  listings: SettingsView['listings'];
  maySync: boolean;
  now: string;
}

export function ScopesCard({ scopes, listings, maySync, now }: Props) {
  return (
    <Card id="scopes" aria-label="Scopes">
      <CardHeader>
        <CardTitle>Scopes</CardTitle>
        <p className="flex-1 text-ink-3">one account in one region each</p>
        {maySync && scopes.length > 0 && <RefreshScope scope={null} name="all scopes" />}
      </CardHeader>
      {scopes.length === 0 ? (
        <EmptyState>
          <EmptyTitle>Nothing there</EmptyTitle>
          <p>No scope holds anything that you may see.</p>
        </EmptyState>
      ) : (
        <Table className="data-list">
          <TableCaption>Scopes and their health</TableCaption>
          <thead>
            <tr>
              <TableHeader>Scope</TableHeader>
              <TableHeader className="text-right">Secrets</TableHeader>
              <TableHeader>Inventory</TableHeader>
              <TableHeader>History</TableHeader>
              <TableHeader>Acts run as</TableHeader>
              {maySync && <TableHeader>Refresh</TableHeader>}
            </tr>
          </thead>
          <tbody>
            {scopes.map((scope) => (
              <tr key={scope.id} className="[&>td]:align-top">
                <td>
                  <span className="font-medium">{scope.accountName}</span> · {scope.region}
                  <div className="font-mono text-xs text-ink-3">{scope.account}</div>
                  {scope.source === 'discovered' && <div className="text-sm text-ink-3">found in the organization</div>}
                  {scope.gone && (
                    <div className="max-w-80 text-sm text-ink-2">
                      {GONE_WORDS[scope.gone.reason]} since <ExactTime at={scope.gone.since} />: what was last read
                      stays, and it is not called
                    </div>
                  )}
                </td>
                <td data-label="secrets" className="max-md:w-full md:text-right">
                  {scope.inventory.secrets.toLocaleString('en')}
                </td>
                <td data-label="inventory" className="max-md:w-full">
                  <ScopePart part={scope.inventory} now={now} />
                  <ListingUnderWay listing={listings.find((one) => one.scope === scope.id)} now={now} />
                </td>
                <td data-label="history" className="max-md:w-full">
                  <ScopePart part={scope.history} now={now} />
                </td>
                <td className="max-md:w-full">{scope.gone ? null : <Roles scope={scope} />}</td>
                {maySync && (
                  <td>
                    {!scope.gone && <RefreshScope scope={scope.id} name={`${scope.accountName} ${scope.region}`} />}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <LacksList scopes={scopes} />
    </Card>
  );
}

function Roles({ scope }: { scope: ScopeView }) {
  if (!scope.personKnownToAws)
    return <span className="text-warn">Keyledger’s own credentials: AWS does not know the person</span>;
  return (
    <dl className="text-sm">
      {Object.entries(scope.roles).map(([act, role]) => (
        <div key={act} className="flex gap-1.5">
          <dt className="text-ink-3">{act}</dt>
          <dd className="font-mono text-xs leading-5" title={role ?? undefined}>
            {role?.split('/').at(-1) ?? 'no role: refused'}
          </dd>
        </div>
      ))}
    </dl>
  );
}
