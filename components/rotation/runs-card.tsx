import type { RunView } from '@/lib/contract/rotation';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { RUN_TONES, runWords } from './run-words';

/** The latest runs that Keyledger started or saw. */
export function RunsCard({ runs, now }: { runs: RunView[]; now: string }) {
  if (runs.length === 0) return null;
  return (
    <Card aria-label="Rotation runs">
      <CardHeader>
        <CardTitle>Rotation runs</CardTitle>
      </CardHeader>
      <Table className="data-list">
        <TableCaption>Rotation runs</TableCaption>
        <thead>
          <tr>
            <TableHeader>Started</TableHeader>
            <TableHeader>Outcome</TableHeader>
            <TableHeader>By</TableHeader>
            <TableHeader>What was seen</TableHeader>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td className="whitespace-nowrap">
                <Time at={run.startedAt} now={now} />
              </td>
              <td>
                <Badge tone={RUN_TONES[run.state]}>{runWords(run)}</Badge>
              </td>
              <td data-label="by">{run.startedBy ?? 'elsewhere'}</td>
              <td className="text-ink-2 max-md:w-full md:min-w-60">{run.message}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
