import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { organizationOf } from '@/lib/local-aws/organizations/organization';
import { trailArnOf, trailBucketOf } from '@/lib/local-aws/trail-files/bucket';
import { flag, list, text } from '@/lib/local-aws/wire/fields';

/** DescribeTrails: the one trail, which every account of the organisation sees in every region it is shadowed in. */
export const describeTrails = defineOperation({
  name: 'DescribeTrails',
  source: 'cloudtrail.amazonaws.com',
  readOnly: true,
  quota: { group: 'DescribeTrails', perSecond: 10 },
  input: { trailNameList: list<string | undefined>(text()), includeShadowTrails: flag },
  shows: ['trailNameList', 'includeShadowTrails'],
  act: (call, { trailNameList = [], includeShadowTrails = true }) => {
    const { scope, world } = call;
    authorize(call, { action: 'cloudtrail:DescribeTrails', resource: '*', owner: scope.account, context: {} });
    const bucket = trailBucketOf(world);
    if (bucket === undefined) return { trailList: [] };
    const TrailARN = trailArnOf(bucket);
    const isWanted = trailNameList.length === 0 || trailNameList.some((name) => name === TrailARN || name === bucket.trailName); // prettier-ignore
    const isHere = scope.region === bucket.region || includeShadowTrails;
    if (!isWanted || !isHere) return { trailList: [] };
    const trail = {
      Name: bucket.trailName,
      S3BucketName: bucket.name,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: bucket.region,
      TrailARN,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: organizationOf(world) !== undefined,
    };
    return { trailList: [trail] };
  },
});
