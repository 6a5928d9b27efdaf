import 'server-only';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { toPartition } from '@/lib/domain/partition';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

/** null: the file says nothing of Athena. */
export function toAthena(
  stated: ConfigFile['athena'],
  { mistakes }: Reading,
  at: (path: Path) => string,
): AthenaSettings | null {
  if (!stated) return null;
  const { role = null, externalId = null, output = null, accounts = null, gigabytesPerDay, trail, ...named } = stated;
  const partition = toPartition(named.region);
  const complain = (path: Path, problem: string, mend: string) =>
    mistakes.push({ where: at(['athena', ...path]), problem, mend });
  const arns: readonly [Path, string | undefined][] = [
    [['role'], stated.role],
    [['trail', 'kmsKey'], trail.kmsKey],
  ];
  for (const [path, arn] of arns)
    if (arn !== undefined && arn.split(':')[1] !== partition)
      complain(
        path,
        `is in the partition ${arn.split(':')[1]}, the region in ${partition}`,
        'All of it is in one partition: correct one of them.',
      );
  if (role === null && externalId !== null)
    complain(['externalId'], 'is sent with a role, and none is named', 'Name the role, or leave it out.');
  const { organization = null, kmsKey = null } = trail;
  const bytesPerDay = gigabytesPerDay * 1e9;
  return { ...named, role, externalId, output, accounts, bytesPerDay, trail: { ...trail, organization, kmsKey } };
}
