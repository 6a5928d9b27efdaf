import type { TrailUseView } from '@/lib/contract/trail';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';

/** Files that cannot be read, and what digests showed of a day: all else is in. */
export function TrailTroubles({ troubles }: { troubles: TrailUseView['troubles'] }) {
  return (
    <Card aria-label="What could not be taken" tone="warn">
      <CardHeader>
        <CardTitle>What could not be taken</CardTitle>
        <p className="text-ink-3">the latest days; all else of them is in</p>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>What could not be taken</TableCaption>
        <thead>
          <tr>
            <TableHeader>Delivered</TableHeader>
            <TableHeader>Scope</TableHeader>
            <TableHeader>What</TableHeader>
          </tr>
        </thead>
        <tbody>
          {troubles.map(({ scope, day, name, what }) => (
            <tr key={[scope, day, name, what].join(' ')}>
              <td className="whitespace-nowrap">{day}</td>
              <td data-label="Scope">{scope}</td>
              <td data-label="What" className="whitespace-normal">
                <span className="block max-w-prose wrap-anywhere">
                  {name !== null && <span className="font-mono text-sm">{name}: </span>}
                  {what}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
