import 'server-only';
import type { AccountConfig } from '@/lib/config/aws-config';
import { toScopeId, type Scope } from '@/lib/domain/scope';

/** AWS's partitions by the regions' prefixes (endpoint rulesets of the SDK's model, `regionRegex`). */
const PARTITIONS: readonly [prefix: string, partition: string][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

const toPartition = (region: string): string => PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

export const toScopes = (accounts: readonly AccountConfig[]): Scope[] =>
  accounts.flatMap((account) =>
    account.regions.map((region) => ({
      id: toScopeId(account.id, region),
      accountId: account.id,
      accountName: account.name,
      region,
      partition: toPartition(region),
    })),
  );
