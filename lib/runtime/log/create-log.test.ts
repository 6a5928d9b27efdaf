import { expect, it } from 'vitest';
import { SecretValue } from '@/lib/domain/secret-value';
import { createLog } from './create-log';

function logged(fields: Record<string, unknown>): Record<string, unknown> {
  const lines: string[] = [];
  createLog('info', 'test', { write: (line) => void lines.push(line) }).info(fields, 'words');
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

it('keeps what is known and plain', () => {
  expect(logged({ requestId: 'r', status: 200, mistakes: ['a', 'b'] })).toMatchObject({
    process: 'test',
    msg: 'words',
    requestId: 'r',
    status: 200,
    mistakes: ['a', 'b'],
  });
});

const CANARY = 'CANARY-9f31';
it.each([
  ['a field nobody has thought of', { value: CANARY, password: CANARY, body: { password: CANARY } }],
  ['an object under a known name', { error: { message: CANARY }, path: { toString: () => CANARY } }],
  ['an error with its message and cause', { error: new Error(CANARY, { cause: CANARY }) }],
  ['a secret value', { error: new SecretValue(CANARY) }],
  ['objects in a list', { mistakes: [{ CANARY }, new Error(CANARY)] }],
  ['a function, a symbol, a buffer', { code: () => CANARY, kind: Symbol(CANARY), about: Buffer.from(CANARY) }],
  ['a name of the prototype', JSON.parse(`{"__proto__": {"code": "${CANARY}"}, "constructor": "${CANARY}"}`)],
])('%s is not logged', (_what, fields: Record<string, unknown>) => {
  expect(JSON.stringify(logged(fields))).not.toContain('CANARY');
});

it('a field is cut, so that one line stays one line', () => {
  expect(String(logged({ error: 'x'.repeat(10_000) }).error)).toHaveLength(501);
});
