import type { MatrixList } from '@/lib/contract/matrix-list';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { MatrixCell } from './matrix-cell';

/** Scrolls in its own box where the window is too narrow; what a row is stays in sight. */
export function MatrixTable({ list, now }: { list: MatrixList; now: string }) {
  return (
    <Table className="matrix">
      <TableCaption>Logical secrets by environment</TableCaption>
      <thead>
        <tr>
          <TableHeader>Logical secret</TableHeader>
          {list.environments.map((environment) => (
            <TableHeader key={environment}>
              <EnvironmentLabel value={environment} />
            </TableHeader>
          ))}
          <TableHeader>What differs</TableHeader>
        </tr>
      </thead>
      <tbody>
        {list.items.map((row) => (
          <tr key={`${row.service ?? ''}\0${row.leaf}`}>
            <th scope="row" className="wrap-anywhere">
              <MonoName path={row.service === null ? '' : `${row.service}/`} leaf={row.leaf} />
            </th>
            {row.cells.map((cell) => (
              <td key={cell.environment}>
                <MatrixCell row={row} cell={cell} now={now} />
              </td>
            ))}
            <td className="min-w-52 text-sm text-ink-2">
              <ul>
                {row.differs.map(({ what, words }) => (
                  <li key={what}>
                    <Said text={words} />
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
