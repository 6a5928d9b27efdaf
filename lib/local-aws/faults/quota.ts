import { throttled } from '@/lib/local-aws/wire/aws-error';
import type { World } from '@/lib/local-aws/world/world';

/**
 * Takes one request from a quota, which fills up again all the time and holds one second's worth (aws-facts §1.8, §2.1:
 * per account and region, calls to another account count for the caller's). Throws ThrottlingException when it is spent.
 */
export function spendQuota(world: World, scopeId: string, quota: { group: string; perSecond: number }): void {
  if (!world.options.quotas) return;
  const id = `${quota.group} ${scopeId}`;
  const now = performance.now();
  const bucket = world.spent.get(id) ?? { tokens: quota.perSecond, at: now };
  bucket.tokens = Math.min(quota.perSecond, bucket.tokens + ((now - bucket.at) / 1000) * quota.perSecond);
  bucket.at = now;
  world.spent.set(id, bucket);
  if (bucket.tokens < 1) throw throttled();
  bucket.tokens -= 1;
}
