import 'server-only';
import { toPartition } from '@/lib/domain/partition';
import type { AccountConfig } from './aws-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

type Stated = NonNullable<ConfigFile['accounts']>[number];

export function toAccounts(
  stated: readonly Stated[],
  { mistakes }: Reading,
  at: (path: Path) => string,
): AccountConfig[] {
  const complain = (path: Path, problem: string, mend: string) => mistakes.push({ where: at(path), problem, mend });
  return stated.map((account, index) => {
    if (stated.findIndex((other) => other.id === account.id) !== index)
      complain(['accounts', index, 'id'], 'is there twice', 'List an account once, with all its regions.');
    if (new Set(account.regions).size !== account.regions.length)
      complain(['accounts', index, 'regions'], 'names a region twice', 'Name each once.');
    for (const [act, arn] of Object.entries(account.roles))
      if (arn !== undefined && arn.split(':')[4] !== account.id)
        complain(['accounts', index, 'roles', act], 'is a role of another account', `Use a role in ${account.id}.`);
    checkPartitions(account, (path, problem, mend) => complain(['accounts', index, ...path], problem, mend));
    const { read = null, reveal = null, rotate = null, recover = null } = account.roles;
    return {
      id: account.id,
      name: account.name,
      regions: account.regions,
      roles: { read, reveal, rotate, recover },
      externalId: account.externalId ?? null,
    };
  });
}

/** An account is in one partition, with all its regions and its roles. */
function checkPartitions(
  { regions, roles }: Stated,
  complain: (path: Path, problem: string, mend: string) => void,
): void {
  const partition = toPartition(regions[0] ?? '');
  for (const [at, region] of regions.entries())
    if (toPartition(region) !== partition)
      complain(
        ['regions', at],
        `is in the partition ${toPartition(region)}, the account's first region in ${partition}`,
        'An account is in one partition: list the regions of another as an account of their own.',
      );
  for (const [act, arn] of Object.entries(roles))
    if (arn !== undefined && arn.split(':')[1] !== partition)
      complain(
        ['roles', act],
        `is in the partition ${arn.split(':')[1]}, the account's regions in ${partition}`,
        `Begin it with arn:${partition}:, or correct the regions.`,
      );
}
