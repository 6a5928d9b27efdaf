import { expect, it } from 'vitest';
import { readImportArguments } from './read-import-arguments';

it('names a path, and what its digests are proven by', () => {
  expect(readImportArguments(['a', '--json'])).toEqual({
    path: 'a',
    demo: false,
    json: true,
    publicKeys: null,
    completeReads: [],
  });
  expect(
    readImportArguments([
      '--digests',
      'a',
      '--public-keys',
      'k',
      '--public-keys',
      'l',
      '--complete-reads',
      't',
      '--complete-reads',
      'u',
    ]),
  ).toEqual({
    path: 'a',
    demo: false,
    json: false,
    publicKeys: ['k', 'l'],
    completeReads: ['t', 'u'],
  });
});

it.each([
  [[]],
  [['a', 'b']],
  [['a', '--digests']],
  [['a', '--public-keys', 'k']],
  [['a', '--digests', '--public-keys']],
  [['a', '--digest']],
  [['a', '--complete-reads', 't']],
  [['a', '--digests', '--complete-reads', 't']],
])('%j is explained instead', (args) => {
  expect(() => readImportArguments(args)).toThrow('Say what to import');
});
