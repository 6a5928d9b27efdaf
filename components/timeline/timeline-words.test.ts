import { expect, test } from 'vitest';
import { actWords, borderWords, countWords, gapWords, spanWords, tookWords } from './timeline-words';

test.each([
  [countWords('read', 1), '1 read'],
  [countWords('read', 1312), '1,312 reads'],
  [countWords('denied', 14), '14 denied attempts'],
  [spanWords('2026-11-20T18:00:00.000Z', '2026-11-20T14:00:00.000Z'), '2026-11-20, 14:00–18:00 UTC'],
  [spanWords('2026-11-20T18:00:30.000Z', '2026-11-20T18:00:00.000Z'), '2026-11-20, 18:00 UTC'],
  [actWords({ eventName: 'PutSecretValue' }), 'new value written'],
  [actWords({ eventName: 'toString' }), null],
  [borderWords({ newerPage: false, olderPage: false }), null],
  [borderWords({ newerPage: false, olderPage: true }), 'of this page alone: there may be more on the next page'],
  [tookWords({ startedAt: '2026-11-20T14:00:00.000Z', endedAt: '2026-11-20T14:04:10.000Z' }), 'took 4 min'],
  [tookWords({ startedAt: null, endedAt: '2026-11-20T14:04:10.000Z' }), null],
  [gapWords({ from: null, to: null }), 'History not covered'],
  [gapWords({ from: null, to: '2026-11-05T08:00:00.000Z' }), 'Not covered before 2026-11-05 08:00 UTC'],
  [gapWords({ from: '2026-11-02T12:00:00.000Z', to: null }), 'Not covered since 2026-11-02 12:00 UTC'],
])('%s', (said, expected) => expect(said).toBe(expected));
