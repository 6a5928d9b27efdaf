import type { SettingsView } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
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
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Permissions and who holds them</TableCaption>
        <thead>
          <tr>
            <TableHeader>Permission</TableHeader>
            <TableHeader>May …</TableHeader>
            <TableHeader>You</TableHeader>
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
