/** AWS's partitions by the prefixes of their regions; everything else is `aws`. */
const prefixes: readonly [prefix: string, partition: string][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
];

/** The partition a region is in: it stands in every ARN of the region. */
export const partitionOf = (region: string): string =>
  prefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

/** The partition of a principal: its credentials mean nothing in another. */
export const partitionIn = (arn: string): string => arn.split(':')[1] ?? 'aws';
