import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [20_000_000, '20 MB'],
  [100e9, '100 GB'],
  [1e18, '1,000 PB'],
])('%d bytes are %s', (bytes, said) => expect(formatBytes(bytes)).toBe(said));
