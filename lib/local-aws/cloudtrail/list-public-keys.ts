import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { digestKeyOf } from '@/lib/local-aws/trail-files/digest-key';
import { firstDigest } from '@/lib/local-aws/trail-files/digest-file';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { text, timestamp } from '@/lib/local-aws/wire/fields';
import { toEpochSeconds } from '@/lib/local-aws/wire/json';

/** ListPublicKeys: what a region's digests of a time are signed with, as PKCS#1 DER (CloudTrail API Reference). */
export const listPublicKeys = defineOperation({
  name: 'ListPublicKeys',
  source: 'cloudtrail.amazonaws.com',
  readOnly: true,
  quota: { group: 'ListPublicKeys', perSecond: 10 },
  input: { StartTime: timestamp, EndTime: timestamp, NextToken: text() },
  shows: ['StartTime', 'EndTime'],
  act: (call, { StartTime = call.now, EndTime = call.now, NextToken }) => {
    const { scope, world } = call;
    authorize(call, { action: 'cloudtrail:ListPublicKeys', resource: '*', owner: scope.account, context: {} });
    if (NextToken !== undefined) throw new AwsError('InvalidTokenException', 'The token is not valid.');
    if (StartTime > EndTime)
      throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
    const from = firstDigest(world) - 86_400_000;
    if (EndTime < from) return { PublicKeyList: [] };
    const { publicDer, fingerprint } = digestKeyOf(world.options.seed, scope.region);
    const validity = {
      ValidityStartTime: toEpochSeconds(from),
      ValidityEndTime: toEpochSeconds(from + 365 * 86_400_000),
    };
    return { PublicKeyList: [{ Value: publicDer.toString('base64'), ...validity, Fingerprint: fingerprint }] };
  },
});
