import type { FoldView } from '@/lib/contract/timeline';
import { Badge } from '@/components/ui/badge';
import { ByWhom } from './by-whom';
import { EntryLine, Unfold, type Dot } from './entry-line';
import { EventsTable } from './events-table';
import { borderWords, countWords, spanWords } from './timeline-words';

const dotOf = (kind: FoldView['kind'], isPerson: boolean): Dot => {
  if (kind === 'denied') return 'bad';
  if (kind === 'failed') return 'warn';
  return kind === 'look' ? 'plain' : isPerson ? 'person' : 'read';
};

/** What one principal did again and again, as one line that opens. */
export function FoldItem({ fold, now }: { fold: FoldView; now: string }) {
  const [newest] = fold.events;
  const oldest = fold.events.at(-1);
  if (!newest || !oldest) return null;
  const words = countWords(fold.kind, fold.events.length);
  const border = borderWords(fold);
  return (
    <EntryLine at={newest.at} now={now} dot={dotOf(fold.kind, newest.actorKind === 'person')}>
      <Unfold
        line={
          <>
            {fold.kind === 'denied' ? <Badge tone="bad">{words}</Badge> : <b className="font-medium">{words}</b>}
            <ByWhom event={newest} />
            <span className="text-ink-3">{spanWords(newest.at, oldest.at)}</span>
          </>
        }
      >
        <EventsTable events={fold.events} caption={words} now={now} />
      </Unfold>
      {border && <p className="note">{border}</p>}
    </EntryLine>
  );
}
