import { invalidParameter, limitExceeded } from '@/lib/local-aws/wire/aws-error';
import type { Tag } from '@/lib/local-aws/world/secret';

/** 50 tags at most, keys once each, none of AWS's own (AWS tagging rules; aws-facts §9). */
export function requireTags(tags: readonly Tag[], total = tags.length): void {
  const keys = new Set(tags.map((tag) => tag.Key));
  if (keys.size < tags.length) throw invalidParameter('You have specified a duplicate tag key.');
  if (tags.some((tag) => tag.Key.toLowerCase().startsWith('aws:')))
    throw invalidParameter("Tag keys that start with 'aws:' are reserved for AWS use and can't be set.");
  if (total > 50) throw limitExceeded('You can have at most 50 tags for a secret.');
}
