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
      if (known) continue;
      // Of one whose end is not on this page the newest may be on a page before.
      folds.close(attempt.end ? undefined : event);
      entries.push(rotation);
    } else if ('fold' in is) {
      const { fold, isNew } = folds.add(is.fold, event);
      if (isNew) entries.push(fold);
    } else {
      folds.close(event);
      entries.push({ kind: is.act, event });
    }
  }
  folds.cut(page.next);
  stand(...marks.map(({ entry }) => entry));
  return entries;
}
