import type { RotationEntryView } from '@/lib/contract/timeline';
import { RunStepsList } from '@/components/rotation/run-steps-list';
import { RUN_TONES, runWords } from '@/components/rotation/run-words';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { EntryLine, Unfold } from './entry-line';
import { EventsTable } from './events-table';
import { borderWords, tookWords } from './timeline-words';

interface Props {
  entry: RotationEntryView;
  /** The secret's page. */
  path: string;
  now: string;
}

/** A rotation from its beginning to its end: what AWS told, the calls that belong to it, and our run. */
export function RotationItem({ entry, path, now }: Props) {
  const { run, events } = entry;
  const at = entry.endedAt ?? events[0]?.at ?? entry.startedAt ?? now;
  const tone = RUN_TONES[entry.state];
  const border = borderWords(entry);
  return (
    <EntryLine at={at} now={now} dot={tone}>
      <Unfold
        line={
          <>
            <b className="font-medium">Rotation</b>
            <Badge tone={tone}>{runWords(entry)}</Badge>
            <span className="text-ink-3">
              {[run?.startedBy && `started here by ${run.startedBy}`, tookWords(entry)].filter(Boolean).join(', ')}
            </span>
          </>
        }
      >
        <div className="p-2">
          <RunStepsList run={entry} />
        </div>
        {events.length > 0 && <EventsTable events={events} caption="What AWS told of this rotation" now={now} />}
      </Unfold>
      {entry.message && <p className="text-ink-2 wrap-anywhere">{entry.message}</p>}
      {run && (
        <p className="note">
          {run.reason && (
            <>
              Reason given: <Said text={run.reason} />
              {' · '}
            </>
          )}
          <TextLink href={`${path}?run=${encodeURIComponent(run.id)}`} className="inline-flex min-h-6 items-center">
            Open the run
          </TextLink>
        </p>
      )}
      {border && <p className="note">{border}</p>}
    </EntryLine>
  );
}
