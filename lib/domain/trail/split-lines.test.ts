import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineSplitter } from './split-lines';

function split(bytes: Buffer, size: number): string[] {
  const splitter = new LineSplitter();
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...lines, splitter.end()];
}

it('gives the lines of a text, however it arrives', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '\r', ' ', '"') });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 20 }), (lines, size) => {
      expect(split(Buffer.from(lines.join('\n')), size)).toEqual(lines);
    }),
  );
});

it('keeps of a line without an end no more than a record has', () => {
  const [line = '', next] = split(Buffer.from(`${'ü'.repeat(5_000_000)}\nnext`), 65_536);
  expect(line.length).toBeGreaterThan(262_144);
  expect(line.length).toBeLessThan(600_000);
  expect(next).toBe('next');
});
