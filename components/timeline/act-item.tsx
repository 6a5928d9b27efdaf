import type { ActView } from '@/lib/contract/timeline';
import { EventOutcome, originWords } from '@/components/access/event-words';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { ByWhom } from './by-whom';
import { EntryLine, type Dot } from './entry-line';
import { actWords } from './timeline-words';

const DOTS = {
  change: 'change',
  policy: 'warn',
  deletion: 'bad',
  'rotation-setting': 'due',
  other: 'plain',
} as const satisfies Record<ActView['kind'], Dot>;

/** A change, a policy edit, a deletion: each stands alone. */
export function ActItem({ act: { kind, event, policy }, now }: { act: ActView; now: string }) {
  const words = actWords(event);
  return (
    <EntryLine at={event.at} now={now} dot={DOTS[kind]}>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <b className="font-medium first-letter:uppercase">
          <Said text={words ?? event.eventName} />
        </b>
        {event.versionStage && (
          <span className="font-mono text-sm">
            <Said text={event.versionStage} />
          </span>
        )}
        <ByWhom event={event} />
        {event.outcome !== 'success' && (
          <span>
            <EventOutcome event={event} />
          </span>
        )}
        {words && (
          <span className="text-sm text-ink-3">
            <Said text={event.eventName} />
          </span>
        )}
      </p>
      <p className="note" title={event.userAgent === null ? undefined : toVisibleText(event.userAgent)}>
        {event.versionId && `version ${event.versionId} · `}from <Said text={originWords(event)} />
      </p>
      {policy && <PolicySays statements={policy} />}
    </EntryLine>
  );
}

function PolicySays({ statements }: { statements: string[] }) {
  if (statements.length === 0) return <p className="text-ink-2">It says nothing.</p>;
  return (
    <ul aria-label="What the policy said from then on" className="mt-1 list-disc pl-5 text-sm text-ink-2 wrap-anywhere">
      {statements.map((statement, index) => (
        <li key={`${index} ${statement}`}>
          <Said text={statement} />
        </li>
      ))}
    </ul>
  );
}
