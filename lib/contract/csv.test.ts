import { describe, expect, it } from 'vitest';
import { toCsvLine } from './csv';

describe('a line of CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\uFF1D1', `"'\uFF1D1"`],
    [' =1', `"' =1"`],
    ['\n=1', `"'\n'=1"`],
    ['\t=1', `"'\t'=1"`],
    ['\tplain', `"'\tplain"`],
    ["because;=cmd|'/C calc'!A1;x", `"because;'=cmd|'/C calc'!A1;x"`],
    ['a; @x', `"a;' @x"`],
    ['a\n-1', `"a\n'-1"`],
    ['{"a":";=1"}', `"{""a"":"";'=1""}"`],
    ['["a";=1]', `"[""a"";'=1]"`],
  ])('%j begins no formula, wherever a spreadsheet parts it', (text, cell) => {
    expect(toCsvLine([text])).toBe(`${cell}\r\n`);
  });

  it.each(['prod/payments/db', 'a=b', 'x-y', 'me@example.com', 'one; two', ''])('%j stays as it is', (text) => {
    expect(toCsvLine([text])).toBe(`"${text}"\r\n`);
  });

  it('has quotes doubled, numbers plain, nothing for what is not known', () => {
    expect(toCsvLine(['a "b", c', 17, null])).toBe('"a ""b"", c",17,\r\n');
  });
});
