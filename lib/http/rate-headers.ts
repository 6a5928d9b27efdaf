import 'server-only';
import { WINDOW_SECONDS } from '@/lib/domain/rate-limits';
import type { Count } from '@/lib/runtime/count-request';

/**
 * RateLimit and RateLimit-Policy as draft-ietf-httpapi-ratelimit-headers-10 has them: what the bucket holds
 * (`q`, in `w` seconds), how many requests are left of it (`r`), and in how many seconds there is one more (`t`).
 */
export function setRateHeaders(headers: Headers, { allowance }: Pick<Count, 'allowance'>): void {
  if (!allowance) return;
  const { bucket, most, left, nextInSeconds } = allowance;
  headers.set('RateLimit-Policy', `"${bucket}";q=${most};w=${WINDOW_SECONDS}`);
  headers.set('RateLimit', `"${bucket}";r=${left};t=${nextInSeconds}`);
}
