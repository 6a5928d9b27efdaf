import { expect, it } from 'vitest';
import { cellWords, dayWords, monthSpans } from './heat-words';

it('a cell is told in words, and nothing is none only where it is covered', () => {
  expect(cellWords([1, 0, 0], 'whole', 'read')).toBe('1 read');
  expect(cellWords([8640, 12, 1], 'part', 'event')).toBe('8,640 events, 12 denied, 1 failed, covered in part');
  expect((['whole', 'part', 'none', 'cut'] as const).map((known) => cellWords([0, 0, 0], known, 'read'))).toEqual([
    'none',
    'none in what is covered',
    'not covered',
    'not counted',
  ]);
});

it('days are named in UTC, months over as many days as they have', () => {
  expect(dayWords('2026-11-20')).toBe('Fri 20 Nov 2026');
  const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'];
  expect(monthSpans(days.map((day) => ({ day, known: 'whole' })))).toEqual([
    { key: '2026-10', name: '', days: 2 },
    { key: '2026-11', name: 'Nov 2026', days: 3 },
  ]);
});
