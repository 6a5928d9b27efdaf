import { ChevronRight } from 'lucide-react';
import type { StageSpanView } from '@/lib/contract/secret-detail';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { StageBadge } from './stage-badge';

/** Looks that are closer than this tell the moment as well as a person needs it. */
const EXACT_MS = 60_000;

/** Which version had which label when, as far as it was looked at. */
export function StagesOverTime({ spans, now }: { spans: readonly StageSpanView[]; now: string }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex min-h-9 items-center px-4 text-ink-2">
        <ChevronRight aria-hidden size={14} className="mr-1.5 group-open:rotate-90" />
        Stages over time
      </summary>
      <Table className="data-list">
        <TableCaption>Stages over time, the newest first</TableCaption>
        <TableHead columns={['Stage', 'Version', 'From', 'Until']} />
        <tbody>
          {spans.map(({ versionId, stage, since, until }) => (
            <tr key={`${versionId} ${stage} ${since.by}`}>
              <td>
                <StageBadge stage={stage} />
              </td>
              <td className="font-mono text-sm" title={versionId}>
                {versionId.slice(0, 8)}…
              </td>
              <td data-label="from" className="text-ink-2">
                {since.after === null ? (
                  <>
                    <Time at={since.by} now={now} /> or before
                  </>
                ) : (
                  <Between after={since.after} by={since.by} now={now} />
                )}
              </td>
              <td data-label="until" className="text-ink-2">
                {until ? <Between {...until} now={now} /> : 'still there'}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** A change is known to lie between two looks. */
function Between({ after, by, now }: { after: string; by: string; now: string }) {
  if (Date.parse(by) - Date.parse(after) <= EXACT_MS) return <Time at={by} now={now} />;
  return (
    <>
      between <Time at={after} now={now} /> and <Time at={by} now={now} />
    </>
  );
}
