import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { Time } from '@/components/ui/time';

const DOTS = {
  plain: 'bg-line-strong',
  read: 'bg-workload',
  person: 'bg-person',
  ok: 'bg-ok',
  due: 'bg-due',
  warn: 'bg-warn',
  bad: 'bg-bad',
  change: 'bg-accent',
  gap: 'border border-dashed border-control',
} as const;

export type Dot = keyof typeof DOTS;

/** One line of the timeline: when, a mark that only underlines what the words say, and what happened. */
export function EntryLine({ at, now, dot, children }: { at: string; now: string; dot: Dot; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[5.5rem_0.5rem_minmax(0,1fr)] gap-x-3 border-t border-line px-4 py-2 first:border-t-0 max-md:grid-cols-[0.5rem_minmax(0,1fr)]">
      <span className="whitespace-nowrap text-ink-3 max-md:col-start-2 max-md:text-sm">
        <Time at={at} now={now} />
      </span>
      <span aria-hidden className={classNames('mt-1.5 size-2 rounded-full max-md:row-start-1', DOTS[dot])} />
      <div className="min-w-0 max-md:col-start-2">{children}</div>
    </li>
  );
}

/** The line itself opens what it stands for; without JavaScript, too. */
export function Unfold({ line, children }: { line: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex min-h-6 cursor-pointer flex-wrap items-baseline gap-x-2 gap-y-0.5 hover:text-accent">
        {line}
        <span aria-hidden className="text-ink-3 group-open:rotate-90">
          ›
        </span>
      </summary>
      <div className="mt-2 overflow-hidden rounded-lg border border-line">{children}</div>
    </details>
  );
}
