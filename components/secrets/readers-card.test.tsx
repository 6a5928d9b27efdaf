import { expect, test } from 'vitest';
import { versionWords } from './readers-card';

test.each([
  ['v2', null, 'current'],
  ['11111111-2222', 'AWSPREVIOUS', '11111111…'],
  [null, 'AWSPREVIOUS', 'AWSPREVIOUS'],
  [null, null, 'not recorded'],
])('a reader of version %s with label %s reads: %s', (lastVersionId, lastVersionStage, words) => {
  expect(versionWords({ lastVersionId, lastVersionStage }, 'v2')).toBe(words);
});
