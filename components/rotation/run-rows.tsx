import Link from 'next/link';
import type { RunView } from '@/lib/contract/rotation';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { splitName } from '@/components/secrets/split-name';
import { Badge } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { RUN_TONES, runWords } from './run-words';

const COLUMNS = ['Secret', 'Environment', 'Outcome', 'Started', 'By', 'What was seen'];

/** Runs of several secrets; each leads to itself on its secret's page. */
export function RunRows({ caption, runs, now }: { caption: string; runs: readonly RunView[]; now: string }) {
  return (
    <Table className="data-list linked-rows max-md:[--edge:--spacing(5)]">
      <TableCaption>{caption}</TableCaption>
      <TableHead columns={COLUMNS} />
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td className="wrap-anywhere md:min-w-48">
              <RunSecret run={run} />
            </td>
            <td className="whitespace-nowrap">
              {run.secret.environment && <EnvironmentLabel value={run.secret.environment} />}
            </td>
            <td>
              <Badge tone={RUN_TONES[run.state]}>{runWords(run)}</Badge>
            </td>
            <td className="whitespace-nowrap">
              <Time at={run.startedAt} now={now} />
            </td>
            <td data-label="by">{run.startedBy ?? 'elsewhere'}</td>
            <td className="text-ink-2 wrap-anywhere max-md:w-full md:min-w-60">
              {run.message}
              {run.reason && (
                <div className="note">
                  Reason given: <Said text={run.reason} />
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RunSecret({ run: { id, secret } }: { run: RunView }) {
  if (secret.name === null) return <span className="text-ink-3">a secret that is gone</span>;
  const leaf = secret.name.slice(secret.name.lastIndexOf('/') + 1);
  return (
    <Link href={`/secrets/${secret.id}?run=${encodeURIComponent(id)}`} prefetch={false} data-row-link>
      <MonoName {...splitName(secret.name, leaf)} />
    </Link>
  );
}
