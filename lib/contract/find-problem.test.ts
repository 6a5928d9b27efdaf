import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { findProblem } from './find-problem';

test('our own error says its words, its code and what mends it', () => {
  expect(findProblem(new AppError('upstream', 'No role.', { remedy: '{}' }), 'r-1')).toEqual({
    type: 'about:blank',
    title: 'AWS refused',
    status: 502,
    detail: 'No role.',
    code: 'upstream',
    requestId: 'r-1',
    errors: [],
    remedy: '{}',
  });
});

test.each([
  ['another error', new Error('connection to postgres://u:p@host failed')],
  ['one that borrows the name', Object.assign(new Error('x'), { name: 'AppError', code: 'made up' })],
  ['an object', { name: 'AppError', code: 'internal', message: 'x', errors: [] }],
  ['text', 'AppError'],
  ['nothing', undefined],
])('%s says nothing', (_what, error) => expect(findProblem(error, 'r-1')).toBeNull());
