import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSecretId } from '@/lib/domain/secret-id';
import { HashedNumbers } from './hashed-numbers';
import { PackedDictionary } from './packed-dictionary';
import { RowIds } from './row-ids';

const sign = (left: string, right: string): number => Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));

describe('numbers by hash', () => {
  it('are found until they are removed, also where all fall into one place', () => {
    const step = fc.record({ number: fc.nat(40), isAdded: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (steps, places) => {
        const hashOf = (number: number): number => number % places;
        const [held, plain] = [new HashedNumbers(hashOf), new Set<number>()];
        const find = (number: number) => held.find(hashOf(number), (other) => other === number);
        for (const { number, isAdded } of steps) {
          if (isAdded && !plain.has(number)) held.add(number);
          if (!isAdded) held.remove(number);
          if (isAdded) plain.add(number);
          else plain.delete(number);
        }
        expect(held.size).toBe(plain.size);
        for (let number = 0; number <= 40; number += 1) expect(find(number)).toBe(plain.has(number) ? number : null);
      }),
    );
  });
});

describe('the ids of rows', () => {
  it('are told, found and ordered as texts are, whatever was dropped between', () => {
    const ROWS = 30;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(ROWS - 1), fc.nat(99), fc.boolean()), { maxLength: 200 }), (steps) => {
        const [ids, plain] = [new RowIds(), new Map<number, string>()];
        for (const [row, name, isDropped] of steps) {
          const id = toSecretId(`arn:${name}`);
          const taken = plain.has(row);
          if (isDropped && taken) {
            ids.drop(row);
            plain.delete(row);
          }
          if (isDropped || taken || [...plain.values()].includes(id)) continue;
          ids.set(row, id);
          plain.set(row, id);
        }
        expect(ids.size).toBe(plain.size);
        for (let name = 0; name < 100; name += 1) {
          const id = toSecretId(`arn:${name}`);
          expect(ids.find(id)).toBe([...plain].find(([, held]) => held === id)?.[0]);
        }
        for (const [row, id] of plain) {
          expect(ids.textOf(row)).toBe(id);
          expect(ids.compareWith(row, Buffer.from(id.slice(0, 5)))).toBeGreaterThan(0);
          for (const [other, its] of plain) {
            expect(Math.sign(ids.compare(row, other))).toBe(sign(id, its));
            expect(Math.sign(ids.compareWith(row, Buffer.from(its)))).toBe(sign(id, its));
          }
        }
      }),
    );
  });

  it('are no other texts, whose bytes would look like one', () => {
    const ids = new RowIds();
    ids.set(0, 'A'.repeat(22));
    for (const text of ['', 'A', 'A'.repeat(23), 'Ł'.repeat(22), `é${'A'.repeat(21)}`, '\0'.repeat(22)])
      expect(ids.find(text)).toBeUndefined();
    for (const text of ['', 'A'.repeat(21), 'é'.repeat(11), `é${'A'.repeat(21)}`])
      expect(() => ids.set(1, text)).toThrow('22 characters');
    expect(ids.size).toBe(1);
  });
});

it('a packed dictionary gives equal texts one code, tells them and orders them by their bytes', () => {
  const text = fc.oneof(fc.stringMatching(/^[ab\0Ä🗝]{0,4}$/u), fc.string({ unit: 'grapheme', maxLength: 600 }));
  fc.assert(
    fc.property(
      fc.array(
        text.map((any) => any.toWellFormed()),
        { maxLength: 80 },
      ),
      (texts) => {
        const packed = new PackedDictionary();
        const codes = new Map<string, number>();
        for (const one of texts) {
          const code = packed.add(one);
          expect(codes.get(one) ?? code).toBe(code);
          codes.set(one, code);
        }
        expect(packed.size).toBe(codes.size + 1);
        expect([...codes.values()].toSorted((left, right) => left - right)).toEqual(
          [...codes.values()].map((_, at) => at + 1),
        );
        for (const [one, code] of codes) {
          expect(packed.textOf(code)).toBe(one);
          for (const [other, its] of codes) {
            expect(Math.sign(packed.compare(code, its))).toBe(sign(one, other));
            expect(Math.sign(packed.compareWith(code, Buffer.from(other)))).toBe(sign(one, other));
          }
        }
      },
    ),
  );
});
