import { deflateRawSync } from 'node:zlib';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { Tags } from '@/lib/local-aws/iam/identity';

type Packed = { Policy?: string | undefined; policyArns: readonly string[]; tags: Tags };

/** AWS does not tell its packing; here it is deflate, and full is what a plain policy may have. */
const full = 2048;
const percentOf = (text: string) => Math.ceil((deflateRawSync(text).length / full) * 100);

/** PackedPolicySize in percent; throws PackedPolicyTooLarge beyond 100 (STS API Reference, AssumeRole). */
export function packedSize({ Policy, policyArns, tags }: Packed): number {
  const pairs = Object.entries(tags);
  const ofTags = pairs.length === 0 ? 0 : percentOf(JSON.stringify(pairs));
  const ofPolicy =
    Policy === undefined && policyArns.length === 0 ? 0 : percentOf(`${Policy ?? ''}${policyArns.join()}`);
  const tooLarge = (what: string, percent: number) =>
    new AwsError('PackedPolicyTooLarge', `Packed size of ${what} consumes ${percent}% of allotted space.`);
  if (ofTags > 100) throw tooLarge('session tags', ofTags);
  if (ofPolicy + ofTags > 100) throw tooLarge('session policies and session tags combined', ofPolicy + ofTags);
  return ofPolicy + ofTags;
}
