import { expect, it } from 'vitest';
import { cutKey } from './cut-key';

const bytesOf = (text: string): number => Buffer.byteLength(text);

it.each(['', 'prod/db', 'x'.repeat(1000), '秘'.repeat(333)])('what an index takes stays as it is: %#', (text) => {
  expect(cutKey(text)).toBe(text);
});

it.each(['x'.repeat(1001), '秘'.repeat(334), `x${'😀'.repeat(2000)}`, `xx${'é'.repeat(9000)}`])(
  'what is longer is cut between two letters, and stays another than what begins alike: %#',
  (text) => {
    const cut = cutKey(text);
    expect(bytesOf(cut)).toBeLessThanOrEqual(1000);
    expect(bytesOf(cut)).toBeGreaterThan(900);
    expect(cut).not.toContain('\uFFFD');
    expect(text.startsWith(cut.slice(0, cut.lastIndexOf('…')))).toBe(true);
    expect(cutKey(`${text}y`)).not.toBe(cut);
    expect(cutKey(text)).toBe(cut);
  },
);
