import { dayOf } from '@/lib/domain/day';
import { letsFoldsGoOn } from './lets-folds-go-on';
import type { FoldEntry, FoldKind, TimelineEvent } from './timeline-entry';
import type { TimelinePage } from './timeline-page';

const whoOf = ({ principal, person, workload, actorKind }: TimelineEvent): string =>
  JSON.stringify([principal.id, person, workload, actorKind]);

export interface OpenFolds<E> {
  /** The fold that takes the event: a new one has only it. */
  add(kind: FoldKind, event: E): { fold: FoldEntry<E>; isNew: boolean };
  /** What follows folds with nothing of this page that came so far; nor of the page before, unless `past` lets it. */
  close(past?: E): void;
  /** The page is over: those that its next event could have gone on with, or lets go on, are cut. */
  cut(next: E | null): void;
}

/** The folds of the stretch that is being read: one for each kind and each who, until an act or another day. */
export function openFolds<E extends TimelineEvent>(before: TimelinePage<E, never>['before']): OpenFolds<E> {
  const open = new Map<string, FoldEntry<E>>();
  let day = before?.folds ? dayOf(before.at) : null;
  let newerPage = before?.folds ?? false;
  /** Closed here by what may have ended nothing. */
  const passed = new Set<FoldEntry<E>>();
  const close = (past?: E): void => {
    const isSure = past === undefined || !letsFoldsGoOn(past);
    if (isSure) passed.clear();
    else for (const fold of open.values()) passed.add(fold);
    newerPage &&= !isSure;
    open.clear();
  };
  return {
    close,
    add(kind, event) {
      if (day !== dayOf(event.at)) close();
      day = dayOf(event.at);
      const key = kind + whoOf(event);
      const known = open.get(key);
      if (known) {
        known.events.push(event);
        return { fold: known, isNew: false };
      }
      const fold: FoldEntry<E> = { kind, events: [event], newerPage, olderPage: false };
      open.set(key, fold);
      return { fold, isNew: true };
    },
    cut(next) {
      const goesOn = next !== null && letsFoldsGoOn(next) && dayOf(next.at) === day;
      for (const fold of [...open.values(), ...passed]) fold.olderPage = goesOn;
    },
  };
}
