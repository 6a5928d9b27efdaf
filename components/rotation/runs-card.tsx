import type { RunView } from '@/lib/contract/rotation';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableCell, TableHeader, TableRow } from '@/components/ui/table';
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
      <Table>
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
            <TableRow key={run.id}>
              <TableCell className="whitespace-nowrap">
                <Time at={run.startedAt} now={now} />
              </TableCell>
              <TableCell>
                <Badge tone={RUN_TONES[run.state]}>{runWords(run)}</Badge>
              </TableCell>
              <TableCell>{run.startedBy ?? 'AWS'}</TableCell>
              <TableCell className="min-w-60 text-ink-2">{run.message}</TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
