import { partitionOf } from '@/lib/local-aws/world/partition';

/** The ARN of a key in one scope, from what a caller may pass for it: ARN, id or alias. */
export function keyArnIn({ account, region }: { account: string; region: string }, id: string): string {
  return id.startsWith('arn:')
    ? id
    : `arn:${partitionOf(region)}:kms:${region}:${account}:key/${id.replace(/^alias\//, '')}`;
}
