import type { SettingsView } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';

interface Props {
  permissions: SettingsView['permissions'];
  /** What the reader of the page holds. */
  mine: readonly string[];
}

/** The very table that guards. */
export function PermissionsCard({ permissions, mine }: Props) {
  const personas = [...new Set(permissions.flatMap((row) => row.personas))];
  return (
    <Card id="permissions" aria-label="Permissions">
      <CardHeader>
        <CardTitle>Permissions</CardTitle>
        <p className="text-ink-3">
          each is also the name of an act in the ledger; a grant may hold only for some environments, accounts or tags
        </p>
        <TextLink href="/settings/grants" className="inline-flex min-h-6 items-center">
          Who may do what, and why
        </TextLink>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Permissions and who holds them</TableCaption>
        <thead>
          <tr>
            <TableHeader>Permission</TableHeader>
            <TableHeader>May …</TableHeader>
            <TableHeader>You</TableHeader>
            <TableHeader>A token</TableHeader>
            {personas.map((persona) => (
              <TableHeader key={persona}>{persona}</TableHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((row) => (
            <tr key={row.permission}>
              <TableHeader scope="row" className="font-mono">
                {row.permission}
              </TableHeader>
              <td className="max-md:w-full md:min-w-56">
                {row.can}
                {row.act && <span className="text-sm text-ink-3">, an act</span>}
              </td>
              <td data-label="you">
                <Holds on={mine.includes(row.permission)} />
              </td>
              <td data-label="a token">{row.byToken ? <span className="text-ink-2">can</span> : 'never'}</td>
              {personas.map((persona) => (
                <td key={persona} data-label={persona}>
                  <Holds on={row.personas.includes(persona)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const Holds = ({ on }: { on: boolean }) =>
  on ? <span className="text-ok">yes</span> : <span className="text-ink-3">no</span>;
