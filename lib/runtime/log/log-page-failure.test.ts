import { expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { createLog } from './create-log';
import { logPageFailure } from './log-page-failure';

function logged(error: unknown): string {
  const lines: string[] = [];
  logPageFailure(
    createLog('info', 'web', { write: (line) => void lines.push(line) }),
    error,
    { path: '/secrets/CANARY?q=CANARY', method: 'GET', headers: { 'x-request-id': 'r1', cookie: 'CANARY' } },
    { routerKind: 'App Router', routePath: '/secrets/[id]', routeType: 'render', revalidateReason: undefined },
  );
  return lines.join('');
}

it('a page that failed is found by its route, its request and the number that it shows', () => {
  const error = Object.assign(new RangeError('CANARY'), { code: '22021', digest: '1234567890' });
  const line = logged(error);
  expect(JSON.parse(line)).toMatchObject({
    process: 'web',
    msg: 'page failed',
    route: '/secrets/[id]',
    method: 'GET',
    requestId: 'r1',
    digest: '1234567890',
    error: 'RangeError',
    code: '22021',
    stack: expect.stringContaining('log-page-failure.test.ts'),
  });
  expect(line).not.toContain('CANARY');
});

it('too many requests are not logged as failures', () => {
  expect(logged(new AppError('rate_limited', 'Wait.'))).toBe('');
  expect(logged(new AppError('unavailable', 'No.'))).toContain('unavailable');
});

it('a digest that is no number is not kept', () => {
  expect(logged(Object.assign(new Error('CANARY'), { digest: 'CANARY' }))).not.toContain('CANARY');
});
