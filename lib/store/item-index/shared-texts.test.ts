import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SharedTexts } from './shared-texts';

const texts = fc.constantFrom(null, 'a', 'ab', 'b', '');

it('rows have the texts that they were given last, and a search finds those of them that hold it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(7), texts), { maxLength: 60 }), (steps) => {
      const shared = new SharedTexts();
      shared.reserve(8);
      const expected: (string | null)[] = Array.from({ length: 8 }, () => null);
      for (const [row, text] of steps) {
        shared.set(row, text);
        expected[row] = text;
        for (const needle of ['a', 'b', 'ab', 'c']) {
          const table = shared.holding(needle);
          const found = expected.map((_, at) => table?.[shared.codes[at] ?? 0] === 1);
          expect(found).toEqual(expected.map((own) => own?.includes(needle) ?? false));
        }
      }
      // No more codes than texts were ever there at once.
      expect(Math.max(...shared.codes)).toBeLessThanOrEqual(5);
    }),
  );
});
