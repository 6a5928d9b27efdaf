import type { SettingsView } from '@/lib/contract/system';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { CallsMadeOf } from './scope-calls';
import { SCOPES_PATH } from './scopes-url';

const MOST = 10;

/** What each scope costs in calls, and why; what people do through Keyledger comes on top. */
export function CallsCard({ calls, now }: { calls: SettingsView['calls']; now: string }) {
  if (calls.length === 0) return null;
  const shown = calls.length > MOST ? calls.toSorted((one, other) => other.perDay - one.perDay).slice(0, MOST) : calls;
  return (
    <Card id="calls" aria-label="Calls to AWS">
      <CardHeader>
        <CardTitle>Calls to AWS a day</CardTitle>
        <p className="text-ink-3">by the schedule; reveals, rotations and whatever else people ask for come on top</p>
        {calls.length > MOST && (
          <p className="text-ink-2">
            {sumOf(calls).toLocaleString('en')} in all; here are the {MOST} that cost most,{' '}
            <TextLink href={SCOPES_PATH} className="underline">
              the others are said of each scope
            </TextLink>
          </p>
        )}
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
          {shown.map((scope) => (
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
                <CallsMadeOf operations={scope.operations} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const sumOf = (calls: SettingsView['calls']): number => calls.reduce((sum, { perDay }) => sum + perDay, 0);
