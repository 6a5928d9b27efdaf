import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { toDatabaseError } from './to-database-error';

const withCode = (code: string, message = 'm') => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  it.each([
    withCode('ECONNREFUSED'),
    withCode('08006'),
    withCode('28P01'),
    withCode('53300'),
    withCode('57P01'),
    withCode('57014'),
    withCode('40P01'),
    withCode('25006'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
    new DrizzleQueryError('select $1', ['x'], withCode('57P01')),
  ])('that passes, or that its keeper mends, is unavailable: %s', (error) => {
    const known = toDatabaseError(error);
    expect(known).toBeInstanceOf(AppError);
    expect(known).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
  });

  it.each([withCode('23505'), withCode('22P02'), new TypeError('x is not a function'), withCode('EISDIR')])(
    'that is a mistake of ours stays what it is: %s',
    (error) => {
      expect(toDatabaseError(error)).toBe(error);
    },
  );

  it('of our own passes through', () => {
    const known = new AppError('conflict', 'm');
    expect(toDatabaseError(known)).toBe(known);
  });

  it('never repeats the parameters of the query', () => {
    const cause = withCode('23505', 'duplicate key');
    const error = toDatabaseError(new DrizzleQueryError('insert $1', ['CANARY'], cause));
    expect(error).toBe(cause);
    expect(JSON.stringify([error, String(error)])).not.toContain('CANARY');
  });

  it.each([null, undefined, 'text', 7])('may be no error at all: %s', (thrown) => {
    expect(toDatabaseError(thrown)).toBe(thrown);
  });
});
