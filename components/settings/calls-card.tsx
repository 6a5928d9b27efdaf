import type { SettingsView } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';

/** What each scope costs in calls, and why; what people do through Keyledger comes on top. */
export function CallsCard({ calls, now }: { calls: SettingsView['calls']; now: string }) {
  if (calls.length === 0) return null;
  return (
    <Card id="calls" aria-label="Calls to AWS">
      <CardHeader>
        <CardTitle>Calls to AWS a day</CardTitle>
        <p className="text-ink-3">by the schedule; reveals, rotations and whatever else people ask for come on top</p>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Calls to AWS a day</TableCaption>
        <thead>
          <tr>
            <TableHeader>Scope</TableHeader>
            <TableHeader className="text-right">a day</TableHeader>
            <TableHeader>Made of</TableHeader>
          </tr>
        </thead>
        <tbody>
          {calls.map((scope) => (
            <tr key={`${scope.account} ${scope.region}`} className="[&>td]:align-top">
              <td>
                {scope.accountName} <span className="text-ink-3">{scope.region}</span>
                {scope.since && (
                  <div className="text-xs text-ink-3">
                    counted since <Time at={scope.since} now={now} />
                  </div>
                )}
              </td>
              <td data-label="a day" className="text-right tabular-nums">
                {scope.perDay.toLocaleString('en')}
              </td>
              <td className="max-md:w-full">
                <ul>
                  {scope.operations.map(({ operation, perDay, counted, why }) => (
                    <li key={operation}>
                      <span className="font-mono text-sm">{operation}</span> {perDay.toLocaleString('en')}{' '}
                      <span className="text-ink-3">
                        {why}; {counted.toLocaleString('en')} counted
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
