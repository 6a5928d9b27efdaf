import type { Attempt } from './find-attempts';
import { judgeAttempt } from './judge-attempt';
import type { GapEntry, RotationEntry, TimelineEvent, TimelineRun } from './timeline-entry';
import type { TimelinePage } from './timeline-page';

export interface Mark<R> {
  at: Date;
  entry: GapEntry | RotationEntry<never, R>;
}

const toEntry = <R extends TimelineRun>(run: R, now: Date): RotationEntry<never, R> => ({
  kind: 'rotation',
  ...judgeAttempt({ started: null, end: null, run }, now, true),
  events: [],
  run,
  newerPage: false,
  olderPage: false,
});

/** What is no event, at its moment, newest first: gaps and runs that no event tells of, of this page alone. */
export function findMarks<E extends TimelineEvent, R extends TimelineRun>(
  page: TimelinePage<E, R>,
  attempts: readonly Attempt<R>[],
): Mark<R>[] {
  const { now, before } = page;
  const end = page.next && page.events.at(-1)?.at;
  const untold = page.filtered ? [] : page.runs.filter((run) => !attempts.some((attempt) => attempt.run === run));
  const marks: Mark<R>[] = [
    ...page.gaps.map((entry) => ({ at: entry.to ?? now, entry })),
    ...untold.map((run) => ({ at: run.startedAt, entry: toEntry(run, now) })),
  ];
  return marks
    .filter(({ at }) => (!before || at <= before.at) && (!end || at > end))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
