import { expect, test } from 'vitest';
import { AppError, ERROR_CODES, STATUS_OF, notFound } from './errors';

test('the codes have the statuses of the contract', () => {
  const byStatus = ERROR_CODES.map((code) => `${code} ${new AppError(code, 'x').status}`);
  expect(byStatus).toEqual([
    'invalid 400',
    'unauthenticated 401',
    'reauth_required 403',
    'approval_required 403',
    'forbidden 403',
    'not_found 404',
    'conflict 409',
    'too_large 413',
    'rate_limited 429',
    'internal 500',
    'upstream 502',
    'throttled 503',
    'unavailable 503',
  ]);
  expect(Object.keys(STATUS_OF)).toEqual([...ERROR_CODES]);
});

test('an error keeps its cause, and has none where none was given', () => {
  const cause = new Error('socket closed');
  expect(new AppError('upstream', 'AWS broke', { cause }).cause).toBe(cause);
  expect('cause' in new AppError('upstream', 'AWS broke')).toBe(false);
  expect(new AppError('invalid', 'x').errors).toEqual([]);
});

test('not there and not yours are one answer', () => {
  expect(notFound('secret')).toMatchObject({ code: 'not_found', status: 404 });
  expect(notFound('secret').message).toBe('There is no such secret, or it is not yours to see.');
});
