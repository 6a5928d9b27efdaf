import type { Call } from '@/lib/local-aws/call';
import type { Tags } from '@/lib/local-aws/iam/identity';
import type { Tag } from './members';
import { invalidValue } from './read-query';

export type SessionTags = { tags: Tags; transitiveTagKeys: string[] };

const lower = (text: string) => text.toLowerCase();

/** The tags a chain of roles hands on from the calling session. */
function inherited({ caller }: Call): SessionTags {
  if (caller.kind !== 'session') return { tags: {}, transitiveTagKeys: [] };
  const { tags = {}, transitiveTagKeys = [] } = caller.session;
  const kept = Object.entries(tags).filter(([key]) => transitiveTagKeys.includes(key));
  return { tags: Object.fromEntries(kept), transitiveTagKeys: [...transitiveTagKeys] };
}

/**
 * Session tags of a request with those the calling session hands on; keys are told apart without regard to case (IAM user
 * guide, "Pass session tags"; recorded: test_assume_role_tag_validation, …_override_transitive_tags).
 */
export function toSessionTags(call: Call, asked: readonly Tag[], transitive: readonly string[]): SessionTags {
  const keys = asked.map(({ Key }) => lower(Key));
  if (new Set(keys).size < keys.length)
    throw invalidValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (keys.some((key) => key.startsWith('aws:')))
    throw invalidValue('aws: prefixed tag key names are not allowed for external use.');
  if (transitive.some((key) => !keys.includes(lower(key))))
    throw invalidValue('The specified transitive tag key must be included in the requested tags.');
  const before = inherited(call);
  const kept = before.transitiveTagKeys.map(lower);
  if (keys.some((key) => kept.includes(key)))
    throw invalidValue(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  const tags = { ...before.tags, ...Object.fromEntries(asked.map(({ Key, Value }) => [Key, Value])) };
  const asWritten = asked.filter(({ Key }) => transitive.some((key) => lower(key) === lower(Key)));
  return { tags, transitiveTagKeys: [...before.transitiveTagKeys, ...asWritten.map(({ Key }) => Key)] };
}
