import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelineEvent, TOKEN } from '@/lib/domain/testing/timeline-event';
import { foldTimeline } from './fold-timeline';
import { letsFoldsGoOn } from './lets-folds-go-on';
import type { TimelineEntry, TimelineEvent } from './timeline-entry';

const NAMES = [
  'GetSecretValue',
  'DescribeSecret',
  'PutSecretValue',
  'PutResourcePolicy',
  'RotateSecret',
  'RotationStarted',
  'RotationFailed',
  'RotationSucceeded',
  'UpdateSecretVersionStage',
];
const two = (value: number): string => String(value).padStart(2, '0');

const arbitraryEvent = fc
  .record({
    day: fc.integer({ min: 18, max: 20 }),
    hour: fc.integer({ min: 0, max: 3 }),
    second: fc.integer({ min: 0, max: 59 }),
    name: fc.constantFrom(...NAMES),
    who: fc.constantFrom('api', 'charge', 'mara'),
    outcome: fc.constantFrom('success' as const, 'denied' as const, undefined),
    ours: fc.boolean(),
  })
  .map(({ day, hour, second, name, who, outcome, ours }) =>
    timelineEvent(`${day}T${two(hour)}:00:${two(second)}`, name, {
      who,
      versionId: ours ? TOKEN : null,
      ...(outcome && !name.startsWith('Rotation') ? { outcome } : {}),
    }),
  );

const newestFirst = (a: TimelineEvent, b: TimelineEvent): number =>
  b.at.getTime() - a.at.getTime() || (b.eventId < a.eventId ? -1 : 1);

/** Any history of a secret, as the store gives it. */
const history = fc
  .uniqueArray(arbitraryEvent, { selector: ({ eventId }) => eventId, maxLength: 60 })
  .map((events) => events.toSorted(newestFirst));

const eventsOf = (entry: TimelineEntry): TimelineEvent[] => {
  if (entry.kind === 'gap') return [];
  return 'event' in entry ? [entry.event] : entry.events;
};

const NOW = new Date('2026-11-20T18:00:00Z');

/** All pages of that length, folded one by one as the service does. */
function pagesOf(events: readonly TimelineEvent[], length: number) {
  const pages: { page: TimelineEvent[]; entries: TimelineEntry[] }[] = [];
  for (let from = 0; from < events.length; from += length) {
    const page = events.slice(from, from + length);
    const last = events[from - 1];
    const before = last ? { at: last.at, folds: letsFoldsGoOn(last) } : null;
    const next = events[from + length] ?? null;
    const entries = foldTimeline({ events: page, runs: [], gaps: [], before, next, filtered: false, now: NOW });
    pages.push({ page, entries });
  }
  return pages;
}

test('nothing is lost or doubled: each page’s entries hold its events, each once', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 20 }), (events, length) => {
      const told = [...pagesOf(events, length)].flatMap(({ entries }) => entries.flatMap(eventsOf));
      expect(told.map(({ eventId }) => eventId).toSorted()).toEqual(events.map(({ eventId }) => eventId).toSorted());
    }),
  );
});

test('the order is kept: entries by their newest event, and the events in each', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 20 }), (events, length) => {
      const places = new Map(events.map(({ eventId }, index) => [eventId, index]));
      for (const { entries } of pagesOf(events, length)) {
        const inside = entries.map((entry) => eventsOf(entry).map(({ eventId }) => places.get(eventId) ?? -1));
        for (const indexes of inside) expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
        const firsts = inside.map(([first]) => first ?? -1);
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('no fold reaches over an act or from one day to another', () => {
  fc.assert(
    fc.property(history, (events) => {
      const [whole] = pagesOf(events, 100);
      const entries = whole?.entries ?? [];
      const acts = entries.filter((entry) => 'event' in entry).map((entry) => eventsOf(entry)[0]);
      for (const entry of entries.filter((one) => 'newerPage' in one && one.kind !== 'rotation')) {
        const held = eventsOf(entry);
        expect(new Set(held.map(({ at }) => at.toISOString().slice(0, 10))).size).toBe(1);
        const [newest, oldest] = [held[0], held.at(-1)];
        const inside = acts.filter(
          (act) => newest && oldest && act && newestFirst(newest, act) < 0 && newestFirst(act, oldest) < 0,
        );
        expect(inside).toEqual([]);
      }
    }),
  );
});

test('a fold that a page cuts says so: without a word, none of its kind follows it', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 20 }), (events, length) => {
      const [whole] = pagesOf(events, 100);
      const folds = (whole?.entries ?? []).filter((entry) => 'newerPage' in entry && entry.kind !== 'rotation');
      for (const { page, entries } of pagesOf(events, length))
        for (const fold of folds) {
          const here = entries.find(
            (entry) => entry.kind === fold.kind && eventsOf(entry).some((event) => eventsOf(fold).includes(event)),
          );
          if (!here || !('olderPage' in here)) continue;
          const rest = eventsOf(fold).filter((event) => !page.includes(event));
          const [first] = page;
          const isElsewhere = (side: 1 | -1) => rest.some((event) => first && newestFirst(event, first) * side > 0);
          expect({ newer: here.newerPage || !isElsewhere(-1), older: here.olderPage || !isElsewhere(1) }).toEqual({
            newer: true,
            older: true,
          });
        }
    }),
  );
});

test('no fold says that it goes on behind the last event, or behind an act that is no rotation', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 20 }), (events, length) => {
      const [whole] = pagesOf(events, 100);
      const acts = new Set((whole?.entries ?? []).filter((entry) => 'event' in entry).flatMap(eventsOf));
      const pages = pagesOf(events, length);
      const ended = pages.filter((_, index) => {
        const next = pages[index + 1]?.page[0];
        return !next || (acts.has(next) && next.actionClass !== 'rotation' && next.versionId === null);
      });
      const goOn = ended.flatMap(({ entries }) =>
        entries.filter((entry) => entry.kind !== 'rotation' && 'olderPage' in entry && entry.olderPage),
      );
      expect(goOn).toEqual([]);
    }),
  );
});
