interface Partition {
  name: string;
  /** What its regions begin with. */
  prefix: string;
  /** What its services' hosts end with. */
  suffix: string;
}

/** AWS's partitions but its first, `aws` (endpoint rulesets of the SDK's model: `regionRegex`, `dnsSuffix`). */
const PARTITIONS: readonly Partition[] = [
  { name: 'aws-cn', prefix: 'cn-', suffix: 'amazonaws.com.cn' },
  { name: 'aws-us-gov', prefix: 'us-gov-', suffix: 'amazonaws.com' },
  { name: 'aws-iso-b', prefix: 'us-isob-', suffix: 'sc2s.sgov.gov' },
  { name: 'aws-iso-f', prefix: 'us-isof-', suffix: 'csp.hci.ic.gov' },
  { name: 'aws-iso', prefix: 'us-iso-', suffix: 'c2s.ic.gov' },
  { name: 'aws-iso-e', prefix: 'eu-isoe-', suffix: 'cloud.adc-e.uk' },
  { name: 'aws-eusc', prefix: 'eusc-', suffix: 'amazonaws.eu' },
];

/** The partition that a region is in. */
export const toPartition = (region: string): string =>
  PARTITIONS.find(({ prefix }) => region.startsWith(prefix))?.name ?? 'aws';

const COMMON_SUFFIX = 'amazonaws.com';

/**
 * `kms:ViaService` of Secrets Manager in a region, or in `*`. KMS's reference names the common suffix
 * alone; where a partition has its own, both are let through.
 */
export function toViaServices(partition: string, region: string): string[] {
  const own = PARTITIONS.find(({ name }) => name === partition)?.suffix ?? COMMON_SUFFIX;
  return [...new Set([COMMON_SUFFIX, own])].map((suffix) => `secretsmanager.${region}.${suffix}`);
}
