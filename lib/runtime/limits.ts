import 'server-only';
import { RateLimiter } from './rate-limiter';
import { StreamLimiter } from './stream-limiter';

interface Limits {
  /** By person. */
  reads: RateLimiter;
  acts: RateLimiter;
  streams: StreamLimiter;
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
    // Far above what people and dashboards do; a client in a loop still meets it.
    reads: new RateLimiter(30_000),
    acts: new RateLimiter(120),
    // A browser holds six connections to one address over HTTP/1.1; someone may have two.
    streams: new StreamLimiter(10),
    strangers: new RateLimiter(6000),
    signIns: new RateLimiter(300),
  });
