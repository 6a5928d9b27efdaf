import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { toFailureFields } from './failure-fields';

const message = 's3:GetObject in bucket CANARY-bucket (eu-west-1), AWSLogs/CANARY.json.gz: AccessDenied: CANARY';

describe('a failed job in the log', () => {
  it('is AWS’s name of the failure and our code, without bucket, key or sentence', () => {
    const cause = Object.assign(new Error('HTTP 403'), { name: 'AccessDenied' });
    const problem = { code: 'denied', message, remedy: message } as const;
    expect(toFailureFields(new AppError('upstream', message, { cause, problem, remedy: message }))).toEqual({
      error: 'AccessDenied',
      code: 'denied',
    });
    expect(toFailureFields(new AppError('conflict', message))).toEqual({ error: 'AppError', code: 'conflict' });
  });

  it('is, of a fault of ours, where it came from, and not what it says', () => {
    const told = toFailureFields(new RangeError(`${message}\n    at CANARY`));
    expect(told).toMatchObject({
      error: 'RangeError',
      stack: expect.stringMatching(/^\s+at .*failure-fields\.test\.ts/),
    });
    expect(JSON.stringify(told)).not.toContain('CANARY');
    expect(toFailureFields(message)).toEqual({ error: 'string' });
  });
});
