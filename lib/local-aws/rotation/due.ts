import { share } from '@/lib/local-aws/seed/hash';
import { versionWith, type Retry, type Rotation, type Secret } from '@/lib/local-aws/world/secret';
import { nextWindow, windowClosing, type Window } from './window';

/** Tries in one window. AWS says "multiple times" and neither how many nor how far apart (aws-facts §1.5): these are ours. */
export const triesPerWindow = 5;

/** When in a window a secret is rotated: in its first quarter, so that there is room for retries, and not all at once. */
export function momentIn({ opens, closes }: Window, arn: string): number {
  return opens + Math.floor(((closes - opens) / 4) * share(`window ${arn}`));
}

/** The window that is open at a moment or comes next, counted on from the one that NextRotationDate shows. */
function windowFrom({ rules, next }: Rotation, now: number): Window | undefined {
  let window = next === undefined ? undefined : windowClosing(rules, next);
  while (window !== undefined && window.closes <= now) window = nextWindow(rules, window.closes);
  return window;
}

/**
 * When a secret is to be rotated by itself, in epoch milliseconds, perhaps in the past; `undefined` for never. What the
 * seed's calendar rotates is left to it, but a rotation that was begun here and failed is retried here.
 */
export function dueAt(secret: Secret, now: number): number | undefined {
  const { rotation, retry, running, deletion, primaryRegion = secret.region } = secret;
  if (rotation?.enabled !== true || running !== undefined || deletion !== undefined) return undefined;
  if (primaryRegion !== secret.region) return undefined;
  // A retry is over once somebody took the pending label away.
  if (retry !== undefined && versionWith(secret, 'AWSPENDING')?.id === retry.token) return retry.at;
  if (rotation.byCalendar === true) return undefined;
  const window = windowFrom(rotation, now);
  return window && momentIn(window, secret.arn);
}

/**
 * A rotation failed: it is tried again as a whole while its window is open, so many times, else in the next one (UG
 * rotate-secrets "retries the entire rotation process multiple times during the open rotation windows").
 */
export function planRetry(secret: Secret, token: string, now: number, apartMs: number): Retry | undefined {
  if (secret.rotation === undefined) return undefined;
  const tries = (secret.retry?.token === token ? secret.retry.tries : 0) + 1;
  const window = windowFrom(secret.rotation, now);
  if (window === undefined) return undefined;
  const isOpen = window.opens <= now;
  const again = now + apartMs;
  if (isOpen && tries < triesPerWindow && again < window.closes) return { token, at: again, tries };
  const later = isOpen ? nextWindow(secret.rotation.rules, window.closes) : window;
  return later && { token, at: momentIn(later, secret.arn), tries: 0 };
}
