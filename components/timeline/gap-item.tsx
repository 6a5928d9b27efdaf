import type { GapView } from '@/lib/contract/timeline';
import { EntryLine } from './entry-line';
import { gapWords } from './timeline-words';

/** No events here means nothing: that part was not read. */
export function GapItem({ gap, now }: { gap: GapView; now: string }) {
  return (
    <EntryLine at={gap.to ?? now} now={now} dot="gap">
      <p className="text-warn">
        {gapWords(gap)}: <span className="text-ink-2">what happened then is unknown.</span>
      </p>
    </EntryLine>
  );
}
