import type { ScopeView } from '@/lib/contract/system';
import { Badge } from '@/components/ui/badge';
import { ExactTime, Time } from '@/components/ui/time';
import { ProblemText } from './problem-text';
import { SCOPE_TONES, SCOPE_WORDS } from './scope-words';

type Part = ScopeView['inventory'] | ScopeView['history'];

/** State and age; where it is in trouble since when, why, and what to do. */
export function ScopePart({ part, now }: { part: Part; now: string }) {
  // History is read backwards over many polls: what is covered already was looked at.
  const begun = part.state === 'waiting' && 'coveredFrom' in part && part.coveredFrom !== null;
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge tone={SCOPE_TONES[part.state]}>{begun ? 'being read' : SCOPE_WORDS[part.state]}</Badge>
        {part.asOf && (
          <span className="text-sm whitespace-nowrap text-ink-3">
            <Time at={part.asOf} now={now} />
          </span>
        )}
      </span>
      {'coveredFrom' in part && part.coveredFrom && (
        <span className="text-sm text-ink-3">
          covered from <ExactTime at={part.coveredFrom} />
        </span>
      )}
      {part.problem && <ProblemText problem={part.problem} />}
    </div>
  );
}
