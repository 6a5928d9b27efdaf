import { dayOf } from '@/lib/domain/day';
import type { ActionClass, ActorKind, Outcome } from '@/lib/domain/event-record';

/** What sums by day know of an event. */
export interface CountedEvent {
  at: Date;
  eventId: string;
  scopeId: string;
  secretId: string | null;
  principalId: string;
  actorKind: ActorKind;
  actionClass: ActionClass;
  outcome: Outcome;
  sharedEventId: string | null;
}

/** Of one reader of one secret on one day (UTC). Moments are ISO 8601. */
export interface ReaderDay {
  secretId: string;
  principalId: string;
  actorKind: ActorKind;
  /** `YYYY-MM-DD` */
  day: string;
  reads: number;
  denied: number;
  firstAt: string;
  lastAt: string;
  /** The first and the last that succeeded; null where every one was denied. */
  firstReadAt: string | null;
  lastReadAt: string | null;
}

/** The same of every read, also of those that failed otherwise. */
export interface SeenDay extends Pick<ReaderDay, 'secretId' | 'principalId' | 'actorKind'> {
  from: string;
  to: string;
}

const isRead = ({ secretId, actionClass }: CountedEvent): boolean => secretId !== null && actionClass === 'read';

/** By reader and day, in the order of their first event. `of` begins one, `add` takes another of the same. */
function fold<T>(
  events: readonly CountedEvent[],
  of: (event: CountedEvent, secretId: string) => T,
  add: (day: T, event: CountedEvent) => void,
): T[] {
  const days = new Map<string, T>();
  for (const event of events) {
    if (event.secretId === null) continue;
    const key = JSON.stringify([event.secretId, event.principalId, event.actorKind, dayOf(event.at)]);
    const day = days.get(key) ?? of(event, event.secretId);
    days.set(key, day);
    add(day, event);
  }
  return [...days.values()];
}

const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);
const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);

/** Reads that succeeded or were denied; a name that nothing has is no read. */
export const foldReads = (events: readonly CountedEvent[]): ReaderDay[] =>
  fold<ReaderDay>(
    events.filter((event) => isRead(event) && event.outcome !== 'failed'),
    ({ principalId, actorKind, at }, secretId) => ({
      secretId,
      principalId,
      actorKind,
      day: dayOf(at),
      reads: 0,
      denied: 0,
      firstAt: at.toISOString(),
      lastAt: at.toISOString(),
      firstReadAt: null,
      lastReadAt: null,
    }),
    (day, { at, outcome }) => {
      const moment = at.toISOString();
      day.firstAt = earlier(day.firstAt, moment);
      day.lastAt = later(day.lastAt, moment);
      if (outcome === 'denied') day.denied += 1;
      else {
        day.reads += 1;
        day.firstReadAt = earlier(day.firstReadAt, moment);
        day.lastReadAt = later(day.lastReadAt, moment);
      }
    },
  );

/** From when to when each reader was seen on a day, with whatever came of it. */
export const foldSeen = (events: readonly CountedEvent[]): SeenDay[] =>
  fold<SeenDay>(
    events.filter(isRead),
    ({ principalId, actorKind, at }, secretId) => ({
      secretId,
      principalId,
      actorKind,
      from: at.toISOString(),
      to: at.toISOString(),
    }),
    (day, { at }) => {
      day.from = earlier(day.from, at.toISOString());
      day.to = later(day.to, at.toISOString());
    },
  );
