import { expect, it } from 'vitest';
import { toFileName } from './file-name';

const VERSION = '0f1e2d3c-0000-4000-8000-000000000000';

it.each([
  ['prod/payments/keystore.jks', 'secret-keystore.jks-0f1e2d3c.bin'],
  ['../../etc/passwd', 'secret-passwd-0f1e2d3c.bin'],
  ['a/..', 'secret-.-0f1e2d3c.bin'],
  [String.raw`a\..\..\evil.exe`, 'secret-evil.exe-0f1e2d3c.bin'],
  ['con', 'secret-con-0f1e2d3c.bin'],
  ['a/', 'secret-value-0f1e2d3c.bin'],
  ['na\u202Eexe\u0000\n"; rm', 'secret-na_exe_rm-0f1e2d3c.bin'],
])('%j is saved as %s', (name, expected) => {
  expect(toFileName(name, VERSION)).toBe(expected);
});

it('is never long, nor anything but plain characters', () => {
  expect(toFileName('ä@+='.repeat(300) + 'x'.repeat(300), '../..')).toMatch(/^secret-[A-Za-z0-9._-]{1,80}-\.bin$/);
});
