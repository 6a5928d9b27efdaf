import { expect, it } from 'vitest';
import { StreamLimiter } from './stream-limiter';

const refusal = expect.objectContaining({ code: 'rate_limited', retryAfterSeconds: 10 });

it('lets each key have so many open, and another once one is closed', () => {
  const limiter = new StreamLimiter(2);
  const close = limiter.take('a');
  limiter.take('a');
  expect(() => limiter.take('a')).toThrow(refusal);
  limiter.take('b');
  close();
  limiter.take('a');
  expect(() => limiter.take('a')).toThrow(refusal);
});

it('counts one that is closed twice once', () => {
  const limiter = new StreamLimiter(2);
  const close = limiter.take('a');
  limiter.take('a');
  close();
  close();
  limiter.take('a');
  expect(() => limiter.take('a')).toThrow(refusal);
});
