import type { SettingsView } from '@/lib/contract/system';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';

/** Accounts, which of their roles are configured, and what the last tests of these came to. */
export function AccountsTable({ accounts, now }: { accounts: SettingsView['accounts']; now: string }) {
  return (
    <Table className="data-list">
      <TableCaption>Accounts and their roles</TableCaption>
      <thead>
        <tr>
          <TableHeader>Account</TableHeader>
          <TableHeader>Regions</TableHeader>
          {accounts[0]?.roles.map(({ use }) => (
            <TableHeader key={use}>{use}</TableHeader>
          ))}
          <TableHeader>Tested</TableHeader>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ id, name, regions, roles, test }) => (
          <tr key={id} className="[&>td]:align-top">
            <td>
              <TextLink href={`/settings/accounts/${id}`}>{name}</TextLink>
              <div className="font-mono text-xs text-ink-3">{id}</div>
            </td>
            <td data-label="regions" className="max-md:w-full">
              {regions.join(', ')}
            </td>
            {roles.map(({ use, arn }) => (
              <td key={use} data-label={use}>
                {arn === null ? (
                  <span className={use === 'read' ? 'text-ink-3' : 'text-warn'}>
                    {use === 'read' ? 'own credentials' : 'missing'}
                  </span>
                ) : (
                  <span className="text-ok">configured</span>
                )}
              </td>
            ))}
            <td data-label="tested">
              <Tested test={test} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Tested({ test, now }: { test: SettingsView['accounts'][number]['test']; now: string }) {
  if (test === null) return <span className="text-ink-3">never</span>;
  const wrong = [test.bad > 0 && `${test.bad} wrong`, test.warn > 0 && `${test.warn} loose`].filter(Boolean).join(', ');
  return (
    <>
      <span className={test.bad > 0 ? 'text-bad' : test.warn > 0 ? 'text-warn' : 'text-ok'}>
        {wrong || 'nothing wrong'}
      </span>{' '}
      <span className="text-sm text-ink-3">
        <Time at={test.at} now={now} />
      </span>
    </>
  );
}
