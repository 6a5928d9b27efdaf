import { expect, it } from 'vitest';
import { nextDue, standingOf, toReminderDetail } from './reminder';

it.each([
  ['2026-11-19', 'overdue'],
  ['2026-11-20', 'soon'],
  ['2026-11-21', 'soon'],
  ['2026-12-20', 'soon'],
  ['2026-12-21', 'later'],
  ['2199-12-31', 'later'],
  ['2000-01-01', 'overdue'],
])('due on %s it is %s, whatever the hour', (dueOn, standing) => {
  for (const at of ['2026-11-20T00:00:00.000Z', '2026-11-20T23:59:59.999Z'])
    expect(standingOf(dueOn, new Date(at))).toBe(standing);
});

it('comes again counted from the day on which it was done, over months and years', () => {
  const now = new Date('2026-12-31T23:59:59Z');
  expect(nextDue(1, now)).toBe('2027-01-01');
  expect(nextDue(90, now)).toBe('2027-03-31');
  expect(nextDue(null, now)).toBeNull();
});

it('names what changed, before and after, and nothing else', () => {
  const fields = { dueOn: '2026-01-01', everyDays: 90, note: 'n' };
  expect(toReminderDetail(fields, { ...fields })).toBeNull();
  expect(toReminderDetail(null, null)).toBeNull();
  expect(toReminderDetail(fields, { ...fields, everyDays: null })).toEqual({
    what: 'reminder',
    everyDaysBefore: 90,
    everyDaysAfter: null,
  });
  expect(toReminderDetail(null, { ...fields, note: null })).toEqual({
    what: 'reminder',
    dueOnBefore: null,
    dueOnAfter: '2026-01-01',
    everyDaysBefore: null,
    everyDaysAfter: 90,
  });
  expect(toReminderDetail(fields, null)).toMatchObject({ dueOnAfter: null, noteBefore: 'n', noteAfter: null });
});
