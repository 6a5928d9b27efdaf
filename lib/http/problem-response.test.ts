import { describe, expect, it } from 'vitest';
import { problem } from '@/lib/contract/problem';
import { AppError, ERROR_CODES, STATUS_OF } from '@/lib/domain/errors';
import { problemResponse } from './problem-response';

describe('a problem', () => {
  it.each(ERROR_CODES)('%s has its status and the promised headers', async (code) => {
    const response = problemResponse(new AppError(code, 'Words.', { remedy: 'Do this.' }), 'r-1');
    expect(response.status).toBe(STATUS_OF[code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('Cookie');
    expect(response.headers.get('x-request-id')).toBe('r-1');
    expect(response.headers.has('retry-after')).toBe(['rate_limited', 'throttled', 'unavailable'].includes(code));
    const body = problem.parse(await response.json());
    expect(body).toMatchObject({
      code,
      detail: 'Words.',
      requestId: 'r-1',
      remedy: 'Do this.',
      status: response.status,
    });
  });

  it('says how long to wait where that is known', () => {
    const error = new AppError('throttled', 'Slow.', { retryAfterSeconds: 2.2 });
    expect(problemResponse(error, 'r').headers.get('retry-after')).toBe('3');
  });

  it('carries the remedy of a scope’s problem', async () => {
    const error = new AppError('upstream', 'No.', { problem: { code: 'denied', message: 'm', remedy: 'Grant it.' } });
    expect(await problemResponse(error, 'r').json()).toMatchObject({ remedy: 'Grant it.' });
  });

  it.each<[string, unknown]>([
    ['an error', new Error('CANARY-1 in a message')],
    [
      'an error that names itself ours',
      Object.assign(new Error('CANARY-1'), { name: 'AppError', code: 'CANARY-1', errors: [] }),
    ],
    ['a text', 'CANARY-1'],
    ['an object', { message: 'CANARY-1', code: 'forbidden' }],
    ['nothing', undefined],
  ])('has fixed words for %s that we did not make', async (_, thrown) => {
    const response = problemResponse(thrown, 'r');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain('"internal"');
    expect(text).not.toContain('CANARY');
  });
});
