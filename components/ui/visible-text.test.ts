import { expect, it } from 'vitest';
import { toVisibleText } from './visible-text';

it.each([
  ['hunter2 ü 漢字 🔑', 'hunter2 ü 漢字 🔑'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['carriage\r\nreturn', 'carriage‹U+000D›\nreturn'],
  ['a\u202Eb', 'a‹U+202E›b'],
  ['a\u2066b\u2069', 'a‹U+2066›b‹U+2069›'],
  ['zero\u200Bwidth\uFEFF', 'zero‹U+200B›width‹U+FEFF›'],
  ['esc\u001B[2J\u0000\u007F\u009B', 'esc‹U+001B›[2J‹U+0000›‹U+007F›‹U+009B›'],
  ['lone\uD800', 'lone‹U+D800›'],
  ['line\u2028separator\u2029', 'line‹U+2028›separator‹U+2029›'],
  ['tag\u{E0041}', 'tag‹U+E0041›'],
  ['', ''],
])('%j is shown as %j', (value, shown) => {
  expect(toVisibleText(value)).toBe(shown);
});
