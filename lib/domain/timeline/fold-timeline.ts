import { classifyEvent } from './classify-event';
import { attemptOf, findAttempts, type Attempt } from './find-attempts';
import { findMarks } from './find-marks';
import { judgeAttempt } from './judge-attempt';
import { openFolds } from './open-folds';
import type { RotationEntry, TimelineEntry, TimelineEvent, TimelineRun } from './timeline-entry';
import type { TimelinePage } from './timeline-page';

/** `isLatest`: no other attempt of this page is newer. */
function toRotation<E extends TimelineEvent, R extends TimelineRun>(
  attempt: Attempt<R>,
  isLatest: boolean,
  { now, before, next, filtered }: TimelinePage<E, R>,
): RotationEntry<E, R> {
  const newerPage = attempt.end === null && isLatest && before !== null;
  const judged = judgeAttempt(attempt, now, !newerPage && !filtered);
  const olderPage = attempt.started === null && next !== null;
  return { kind: 'rotation', ...judged, events: [], run: attempt.run, newerPage, olderPage };
}

/** Whether a fold may go on behind the event: it folds itself, or may be an older one of a rotation, which stands at its newest. */
const endsNoFold = <E extends TimelineEvent>(next: E, { events, runs }: TimelinePage<E, TimelineRun>): boolean =>
  'fold' in classifyEvent(next) || attemptOf(next, findAttempts([...events, next], runs)) !== null;

/**
 * One page of a secret's timeline, newest first (product.md, screen 3). Reads, looks and refusals fold by who made
 * them, between two acts and within a day, so that a fold never hides that the value changed meanwhile; a
 * rotation's events are one entry, at its newest. Every event is in exactly one entry.
 */
export function foldTimeline<E extends TimelineEvent, R extends TimelineRun>(
  page: TimelinePage<E, R>,
): TimelineEntry<E, R>[] {
  const attempts = findAttempts(page.events, page.runs);
  const marks = findMarks(page, attempts);
  const rotations = new Map<Attempt<R>, RotationEntry<E, R>>();
  const folds = openFolds<E>(page.before);
  const entries: TimelineEntry<E, R>[] = [];
  const stand = (...alone: TimelineEntry<E, R>[]): void => {
    if (alone.length > 0) folds.close();
    entries.push(...alone);
  };
  for (const event of page.events) {
    const passed = marks.findIndex(({ at }) => at < event.at);
    stand(...marks.splice(0, passed === -1 ? marks.length : passed).map(({ entry }) => entry));
    const attempt = attemptOf(event, attempts);
    const is = classifyEvent(event);
    if (attempt) {
      const known = rotations.get(attempt);
      const rotation = known ?? toRotation(attempt, attempt === attempts.at(-1), page);
      rotation.events.push(event);
      rotations.set(attempt, rotation);
      if (!known) stand(rotation);
    } else if ('fold' in is) {
      const { fold, isNew } = folds.add(is.fold, event);
      if (isNew) entries.push(fold);
    } else stand({ kind: is.act, event });
  }
  folds.cut(page.next, page.next !== null && endsNoFold(page.next, page));
  stand(...marks.map(({ entry }) => entry));
  return entries;
}

/** Whether what follows the last event of a page may still fold with what is on it; kept in the cursor. */
export function foldsOn<E extends TimelineEvent>(entries: readonly TimelineEntry<E>[], last: E): boolean {
  // A rotation stands at its newest event: an older one of its own ends no fold, and its newest may be on a page before.
  const standsAt = (entry: TimelineEntry<E>) => entry.kind === 'rotation' && !entry.newerPage && entry.events[0];
  return !entries.some((entry) => ('event' in entry ? entry.event : standsAt(entry)) === last);
}
