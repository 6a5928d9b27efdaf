import type { Secret } from '@/lib/local-aws/world/secret';

/** Takes a region off a primary's list; without any it is a secret of one region again. */
export function forgetReplica(primary: Secret, region: string): void {
  const left = (primary.replicas ?? []).filter((status) => status.Region !== region);
  primary.replicas = left.length === 0 ? undefined : left;
  if (left.length === 0) primary.primaryRegion = undefined;
}
