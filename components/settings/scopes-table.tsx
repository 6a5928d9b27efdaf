import type { ScopeView, SettingsView } from '@/lib/contract/system';
import { GONE_WORDS } from '@/components/layout/describe-gone';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { ExactTime } from '@/components/ui/time';
import { ListingUnderWay } from './listing-under-way';
import { RefreshScope } from './refresh-scope';
import { ScopeCalls } from './scope-calls';
import { ScopePart } from './scope-part';

interface Props {
  scopes: ScopeView[];
  listings: SettingsView['listings'];
  /** What each costs in calls, where that is said here. */
  calls?: SettingsView['calls'];
  maySync: boolean;
  now: string;
}

/** Scopes, how inventory and history of each are doing, and what acts in it run as. */
export function ScopesTable({ scopes, listings, calls = [], maySync, now }: Props) {
  return (
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
              <span className="font-medium">{scope.accountName}</span>{' '}
              <span className="whitespace-nowrap">· {scope.region}</span>
              <div className="font-mono text-xs text-ink-3">{scope.account}</div>
              <ScopeCalls of={scope} calls={calls} now={now} />
              {scope.source === 'discovered' && <div className="text-sm text-ink-3">found in the organization</div>}
              {scope.gone && (
                <div className="max-w-80 text-sm text-ink-2">
                  {GONE_WORDS[scope.gone.reason]} since <ExactTime at={scope.gone.since} />: what was last read stays,
                  and it is not called
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
              <td>{!scope.gone && <RefreshScope scope={scope.id} name={`${scope.accountName} ${scope.region}`} />}</td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
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
