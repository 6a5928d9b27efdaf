import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { ExactTime } from '@/components/ui/time';
import { classNames } from '@/components/ui/class-names';

type Log = NonNullable<DiagnosisView['log']>;

const clock = (at: string): string => at.slice(11, 23);

/** What the function logged: AWS's own words, and of all else the shape alone. */
export function LogLines({ log: { group, from, to, lines, more } }: { log: Log }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium text-ink-3">
        Its log, <span className="font-mono wrap-anywhere">{group}</span>
      </h3>
      <p className="max-w-prose text-sm text-ink-2">
        From <ExactTime at={from} /> to <ExactTime at={to} />. Lines in AWS’s own words are shown; of every other one
        only the shape is: letters as x, digits as 9. That is best effort, not a proof.
        {more && ' More was logged in that time than was read.'}
      </p>
      {lines.length === 0 ? (
        <p>It has no line of this secret at that time.</p>
      ) : (
        <section
          aria-label="Log lines"
          tabIndex={0}
          className="max-h-80 overflow-auto rounded-md border border-line bg-sunk"
        >
          <ul className="flex flex-col gap-1 p-2 font-mono text-xs">
            {lines.map(({ at, text, clear }, place) => (
              <li key={`${at} ${place}`} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2 max-sm:grid-cols-1 max-sm:gap-0">
                <time dateTime={at} className="text-ink-3 tabular-nums">
                  {clock(at)}
                </time>
                <span className={classNames('wrap-anywhere', clear ? 'text-ink' : 'text-ink-3')}>{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
} // prettier-ignore
