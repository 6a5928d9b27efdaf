import 'server-only';
import type { AccountConfig } from '@/lib/config/aws-config';
import { parseArn } from '@/lib/domain/arn';
import { toPartition } from '@/lib/domain/partition';
import { StartError } from './start-error';

/** Throws where an account is in a partition in which our credentials mean nothing: no role there can ever be assumed. */
export function requireOnePartition(
  callerArn: string,
  accounts: readonly Pick<AccountConfig, 'id' | 'regions'>[],
): void {
  const own = parseArn(callerArn)?.partition;
  const strange = accounts.filter(({ regions: [region = ''] }) => toPartition(region) !== own);
  if (own === undefined || strange.length === 0) return;
  const names = strange.map(({ id, regions: [region = ''] }) => `${id} (${toPartition(region)})`).join(', ');
  throw new StartError(
    `Keyledger cannot start: its credentials belong to the partition ${own}, and these accounts do not: ${names}.\n  Credentials are good in one partition alone: run one Keyledger for each, with credentials of that partition.`,
  );
}
