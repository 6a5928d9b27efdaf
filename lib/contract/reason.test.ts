import { describe, expect, test } from 'vitest';
import { reasonText } from './shared';

describe('a reason', () => {
  test.each([['INC-42'], ['  because  '], ['für später'], ['調査中'], ['fix 😀 now']])('may be %j', (text) => {
    expect(reasonText.parse(text)).toBe(text.trim());
  });

  test.each<[string, string]>([
    ['empty', ''],
    ['too short', 'no'],
    ['spaces', '     '],
    ['signs alone', '.....'],
    ['letters that show nothing', '\u3164\u3164\u3164'],
    ['a line break', 'one\ntwo'],
    ['an escape sequence', 'red \u001b[31m'],
    ['a line separator', 'one\u2028two'],
    ['a direction override', 'abc \u202e def'],
    ['a NUL', 'abc\0'],
    ['501 characters', 'x'.repeat(501)],
  ])('is refused: %s', (_, text) => expect(reasonText.safeParse(text).success).toBe(false));
});
