import 'server-only';
import { RateLimiter } from './rate-limiter';

interface Limits {
  /** By person. */
  reads: RateLimiter;
  acts: RateLimiter;
  /** By address. */
  strangers: RateLimiter;
  signIns: RateLimiter;
}

declare global {
  var keyledgerLimits: Limits | undefined;
}

/** On the global object, since the build may hold this module more than once. */
export const limits = (): Limits =>
  (globalThis.keyledgerLimits ??= {
    reads: new RateLimiter(600),
    acts: new RateLimiter(60),
    strangers: new RateLimiter(1200),
    signIns: new RateLimiter(300),
  });
