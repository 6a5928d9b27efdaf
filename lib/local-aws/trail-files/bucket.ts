import { organizationOf } from '@/lib/local-aws/organizations/organization';
import { hexOf } from '@/lib/local-aws/seed/hash';
import type { World } from '@/lib/local-aws/world/world';

/** The bucket that the trail of all accounts delivers to, as the console would name it, and the trail itself. */
export type TrailBucket = { name: string; owner: string; region: string; trailName: string; root: string };

/** `undefined` in a world without accounts. Without an organisation, files lie directly under `AWSLogs/`. */
export function trailBucketOf(world: World): TrailBucket | undefined {
  const [owner] = world.accounts.keys();
  const [region = 'us-east-1'] = world.options.regions;
  if (owner === undefined) return undefined;
  const organization = organizationOf(world);
  return {
    name: `aws-cloudtrail-logs-${owner}-${hexOf(`bucket ${world.options.seed}`, 8)}`,
    owner,
    region,
    trailName: organization === undefined ? 'all-accounts' : 'organization-trail',
    root: organization === undefined ? 'AWSLogs/' : `AWSLogs/${organization.id}/`,
  };
}

export const trailArnOf = ({ owner, region, trailName }: TrailBucket) =>
  `arn:aws:cloudtrail:${region}:${owner}:trail/${trailName}`;
