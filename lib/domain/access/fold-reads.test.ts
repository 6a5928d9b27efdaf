import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldReads, foldSeen, type CountedEvent } from './fold-reads';

const at = (text: string): Date => new Date(`2026-11-${text}Z`);
const event = (change: Partial<CountedEvent> = {}): CountedEvent => ({
  at: at('20T10:00:00.000'),
  eventId: 'e',
  scopeId: 's',
  secretId: 'a',
  principalId: 'p',
  actorKind: 'workload',
  actionClass: 'read',
  outcome: 'success',
  sharedEventId: null,
  ...change,
});

it('reads of a day are a row for each reader, whatever order they come in', () => {
  const events = [
    event({ at: at('20T23:59:59.999') }),
    event({ at: at('20T00:00:00.000'), outcome: 'denied' }),
    event({ at: at('20T12:00:00.000') }),
    event({ at: at('21T00:00:00.000') }),
    event({ principalId: 'q', outcome: 'denied' }),
    event({ actorKind: 'person' }),
  ];
  const rows = foldReads(events);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toEqual({
    secretId: 'a',
    principalId: 'p',
    actorKind: 'workload',
    day: '2026-11-20',
    reads: 2,
    denied: 1,
    firstAt: '2026-11-20T00:00:00.000Z',
    lastAt: '2026-11-20T23:59:59.999Z',
    firstReadAt: '2026-11-20T12:00:00.000Z',
    lastReadAt: '2026-11-20T23:59:59.999Z',
  });
  expect(rows[2]).toMatchObject({ principalId: 'q', reads: 0, denied: 1, firstReadAt: null, lastReadAt: null });
});

it('what names no known secret, failed otherwise or is no read counts nowhere; what failed was seen', () => {
  const none = [event({ secretId: null }), event({ actionClass: 'change' }), event({ actionClass: 'rotation' })];
  expect([foldReads(none), foldSeen(none)]).toEqual([[], []]);
  const failed = [event({ outcome: 'failed' })];
  expect(foldReads(failed)).toEqual([]);
  expect(foldSeen(failed)).toEqual([
    {
      secretId: 'a',
      principalId: 'p',
      actorKind: 'workload',
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-20T10:00:00.000Z',
    },
  ]);
});

it('no two readers run into each other, whatever their names hold', () => {
  const rows = foldReads([
    event({ secretId: 'a","b', principalId: 'c' }),
    event({ secretId: 'a', principalId: 'b","c' }),
    event({ secretId: '__proto__', principalId: 'constructor' }),
  ]);
  expect(rows.map(({ reads }) => reads)).toEqual([1, 1, 1]);
});

const some = fc.record({
  secretId: fc.constantFrom('a', 'b', null),
  principalId: fc.constantFrom('p', 'q'),
  actorKind: fc.constantFrom('person' as const, 'workload' as const),
  outcome: fc.constantFrom('success' as const, 'denied' as const, 'failed' as const),
  actionClass: fc.constantFrom('read' as const, 'change' as const),
  at: fc.date({ min: at('18T00:00:00.000'), max: at('20T00:00:00.000'), noInvalidDate: true }),
});

it('every read that counts is in one row, and its moments lie within it', () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 60 }), (given) => {
      const events = given.map((one) => event(one));
      const rows = foldReads(events);
      const counts = events.filter((one) => one.secretId && one.actionClass === 'read' && one.outcome !== 'failed');
      expect(rows.reduce((sum, { reads, denied }) => sum + reads + denied, 0)).toBe(counts.length);
      for (const row of rows) {
        expect([row.firstAt <= row.lastAt, row.firstAt.slice(0, 10), row.lastAt.slice(0, 10)]).toEqual([
          true,
          row.day,
          row.day,
        ]);
        expect(row.reads === 0).toBe(row.lastReadAt === null);
      }
    }),
  );
});
