import type { ScopeView } from '@/lib/contract/system';
import { Badge } from '@/components/ui/badge';
import { ExactTime, Time } from '@/components/ui/time';
import { isUpToNow, nameSources } from '@/components/access/describe-coverage';
import { ProblemText } from './problem-text';
import { SCOPE_TONES, SCOPE_WORDS } from './scope-words';

type History = ScopeView['history'];
type Part = ScopeView['inventory'] | History;

/** State and age; where it is in trouble since when, why, and what to do. */
export function ScopePart({ part, now }: { part: Part; now: string }) {
  // History is read backwards over many polls: what is covered already was looked at.
  const begun = part.state === 'waiting' && 'coveredBy' in part && part.coveredBy.includes('lookup-events');
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
      {'coveredFrom' in part && <Covered history={part} now={now} />}
      {part.problem && <ProblemText problem={part.problem} />}
    </div>
  );
}

/** The last range without a gap. What LookupEvents follows needs no end, nor to be named where it read all of it. */
function Covered({ history: { coveredFrom, coveredTo, coveredBy }, now }: { history: History; now: string }) {
  if (!coveredFrom || !coveredTo) return null;
  const isFollowed = coveredBy.includes('lookup-events') && isUpToNow(coveredTo, now);
  const isAlone = coveredBy.every((source) => source === 'lookup-events');
  return (
    <span className="text-sm text-ink-3">
      covered from <ExactTime at={coveredFrom} />
      {!isFollowed && (
        <>
          {' '}
          to <ExactTime at={coveredTo} />
        </>
      )}
      {!isAlone && ` by ${nameSources(coveredBy)}`}
    </span>
  );
}
