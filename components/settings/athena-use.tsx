import type { AthenaUseView, AthenaView } from '@/lib/contract/athena';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { formatBytes } from './format-bytes';
import { ProblemText } from './problem-text';

interface Props {
  use: AthenaView['use'];
  /** Bytes that may be scanned in a day. */
  limit: number;
  now: string;
}

/** What was asked, how that went, and what it scanned: Athena is paid by bytes. */
export function AthenaUse({ use, limit, now }: Props) {
  return (
    <Card aria-label="What was asked" tone={use?.problem ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>What was asked</CardTitle>
        <p className="text-ink-3">days that are over and that the events stored here do not tell whole</p>
      </CardHeader>
      {use ? (
        <>
          <CardBody>
            <Sums use={use} limit={limit} now={now} />
          </CardBody>
          <Queries latest={use.latest} now={now} />
        </>
      ) : (
        <CardBody>
          <p className="text-ink-2">Nothing was asked yet: the worker begins once it runs with this configuration.</p>
        </CardBody>
      )}
    </Card>
  );
}

function Sums({ use, limit, now }: { use: AthenaUseView; limit: number; now: string }) {
  const { asOf, problem, troubled, bytesToday, bytes30d, queries30d, days, firstDay, lastDay } = use;
  return (
    <Facts>
      <Fact label="State">
        <Badge tone={problem ? 'warn' : 'ok'}>{problem ? 'limited' : 'fresh'}</Badge>{' '}
        <span className="text-sm text-ink-3">
          {asOf ? (
            <>
              answered <Time at={asOf} now={now} />
            </>
          ) : (
            'never answered'
          )}
        </span>
      </Fact>
      {problem && (
        <Fact label="Problem">
          in {problem.scope}
          {troubled > 1 && `, the worst of ${troubled.toLocaleString('en')} scopes with one`}
          <ProblemText problem={problem} className="max-w-prose" />
        </Fact>
      )}
      <Fact label="Scanned">
        {formatBytes(bytesToday)} today (UTC) of {formatBytes(limit)} · {formatBytes(bytes30d)} in 30 days by{' '}
        {queries30d.toLocaleString('en')} {queries30d === 1 ? 'query' : 'queries'}
      </Fact>
      <Fact label="Told by it">
        {firstDay && lastDay ? (
          <>
            {days.toLocaleString('en')} days of scopes, from <span className="whitespace-nowrap">{firstDay}</span> to{' '}
            <span className="whitespace-nowrap">{lastDay}</span>
          </>
        ) : (
          'no day: nothing that the events stored here do not tell'
        )}
      </Fact>
    </Facts>
  );
}

const TONES = { running: 'off', succeeded: 'ok', failed: 'bad', stopped: 'warn' } as const;

function Queries({ latest, now }: { latest: AthenaUseView['latest']; now: string }) {
  if (latest.length === 0) return null;
  return (
    <Table className="data-list">
      <TableCaption>Latest queries</TableCaption>
      <thead>
        <tr>
          <TableHeader>Asked</TableHeader>
          <TableHeader>Scope</TableHeader>
          <TableHeader>Days</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className="text-right">Scanned</TableHeader>
        </tr>
      </thead>
      <tbody>
        {latest.map(({ id, scope, from, to, state, bytes, beganAt }) => (
          <tr key={id}>
            <td>
              <Time at={beganAt} now={now} />
            </td>
            <td data-label="Scope">{scope}</td>
            <td data-label="Days">{from === to ? from : `${from} to ${to}`}</td>
            <td data-label="State">
              <Badge tone={TONES[state]}>{state}</Badge>
            </td>
            <td data-label="Scanned" className="text-right tabular-nums">
              {formatBytes(bytes)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
