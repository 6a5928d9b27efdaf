import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { toFailureFields } from './to-failure-fields';

describe('a failure in the log', () => {
  it('is its name, its code and its frames', () => {
    const fields = toFailureFields(Object.assign(new TypeError('CANARY'), { code: '22021' }));
    expect(fields).toMatchObject({ error: 'TypeError', code: '22021' });
    expect(fields.stack).toMatch(/^\s+at .*to-failure-fields\.test\.ts/);
  });

  it('is told from its cause, and coded by us', () => {
    const error = new AppError('unavailable', 'No.', { cause: Object.assign(new RangeError('x'), { code: 'E1' }) });
    expect(toFailureFields(error)).toMatchObject({ error: 'RangeError', code: 'unavailable' });
  });

  it.each([
    ['a message', new Error('CANARY')],
    ['lines of a message that look like frames', new Error('no\n    at CANARY (file.ts:1:1)\n    at CANARY')],
    ['a code that is no code', Object.assign(new Error('no'), { code: 'CANARY is a value' })],
    ['a code that is an object', Object.assign(new Error('no'), { code: { CANARY: 1 } })],
    ['a cause’s message', new Error('no', { cause: new Error('CANARY') })],
    ['what is no error', 'CANARY'],
    ['an object', { message: 'CANARY', stack: 'CANARY' }],
  ])('does not hold %s', (_what, error) => {
    expect(JSON.stringify(toFailureFields(error))).not.toContain('CANARY');
  });
});
