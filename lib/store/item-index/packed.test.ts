import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Best } from './best';
import { NumberLists } from './number-lists';
import { TextArena } from './text-arena';

const ROWS = 12;
const row = fc.nat(ROWS - 1);

describe('texts in one place', () => {
  const text = fc.stringMatching(/^[abÄ🗝 ]{0,12}$/u);
  const needle = fc.stringMatching(/^[abÄ🗝]{1,3}$/u);

  it('are found, ordered and told apart as texts are, however often they were replaced', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, text), { maxLength: 200 }), needle, (writes, sought) => {
        const arena = new TextArena();
        const plain = new Map<number, string>();
        for (const [at, written] of writes) {
          arena.reserve(at + 1);
          arena.set(at, written);
          plain.set(at, written);
        }
        const found = arena.rowsWith(sought, new Uint8Array(ROWS));
        for (const [at, held] of plain) {
          expect(found[at] === 1).toBe(held.includes(sought));
          expect(arena.startsWith(at, Buffer.from(sought))).toBe(held.startsWith(sought));
          for (const [other, its] of plain)
            expect(Math.sign(arena.compare(at, other))).toBe(Buffer.compare(Buffer.from(held), Buffer.from(its)));
        }
        const rest = Array.from({ length: ROWS }, (_, at) => at).filter((at) => !plain.has(at));
        expect(rest.filter((at) => found[at] === 1)).toEqual([]);
      }),
    );
  });

  it('take no more room than twice what stands in them', () => {
    const arena = new TextArena();
    arena.reserve(2);
    for (let time = 0; time < 10_000; time += 1) arena.set(time % 2, `${time}`.padEnd(100, 'x'));
    expect(arena.bytes.length).toBeLessThanOrEqual(65_536);
    expect(arena.rowsWith('9999', new Uint8Array(2))).toEqual(Uint8Array.from([0, 1]));
  });
});

it('lists of numbers are what was written last', () => {
  const list = fc.array(fc.nat(9), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(row, list), { maxLength: 300 }), (writes) => {
      const lists = new NumberLists();
      const plain = new Map<number, number[]>();
      for (const [at, written] of writes) {
        lists.reserve(at + 1);
        lists.set(at, written);
        plain.set(at, written);
      }
      for (const [at, held] of plain) {
        const start = lists.starts[at] ?? 0;
        expect([...lists.values.subarray(start, start + (lists.counts[at] ?? 0))]).toEqual(held);
      }
    }),
  );
});

it('the best of many are the first of all in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(500)), fc.integer({ min: 1, max: 8 }), (numbers, limit) => {
      const best = new Best(limit, (left, right) => left - right);
      for (const number of numbers) best.offer(number);
      expect(best.found).toEqual(numbers.toSorted((left, right) => left - right).slice(0, limit));
    }),
  );
});
