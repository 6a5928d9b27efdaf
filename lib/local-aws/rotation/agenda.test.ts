import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from './agenda';

test('whatever is added when, it comes out in order and not before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), fc.nat(60), (moments, now) => {
      const agenda = new Agenda<number>();
      moments.forEach((at, index) => agenda.add(at, index));
      const inOrder = moments.toSorted((a, b) => a - b);
      expect(agenda.nearest).toBe(inOrder[0]);
      const early = [...agenda.take(now)].map(({ at }) => at);
      expect(early).toEqual(inOrder.filter((at) => at <= now));
      expect([...agenda.take(Infinity)].map(({ at }) => at)).toEqual(inOrder.filter((at) => at > now));
    }),
  );
});

test('what is added while things are taken is taken too when it is due', () => {
  const agenda = new Agenda<string>();
  agenda.add(1, 'first');
  const taken: string[] = [];
  for (const { what } of agenda.take(5)) {
    taken.push(what);
    if (what === 'first') agenda.add(3, 'second');
  }
  expect(taken).toEqual(['first', 'second']);
});
