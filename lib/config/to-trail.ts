import 'server-only';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import { toPartition } from '@/lib/domain/partition';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

/** null: the file names no trail, and none is read. */
export function toTrail(
  stated: ConfigFile['trail'],
  { mistakes }: Reading,
  at: (path: Path) => string,
): TrailSettings | null {
  if (!stated) return null;
  const { organization = null, owner = null, role = null, externalId = null } = stated;
  const { accounts = null, kmsKey = null, completeReads = null, ...named } = stated;
  const complain = (key: string, problem: string, mend: string) =>
    mistakes.push({ where: at(['trail', key]), problem, mend });
  const partition = toPartition(named.region);
  for (const [key, arn] of Object.entries({ role, kmsKey }))
    if (arn !== null && arn.split(':')[1] !== partition)
      complain(
        key,
        `is in the partition ${arn.split(':')[1]}, the region in ${partition}`,
        'All of it is in one partition: correct one of them.',
      );
  if (role === null && externalId !== null)
    complain('externalId', 'is sent with a role, and none is named', 'Name the role, or leave it out.');
  if (completeReads !== null && !named.digests)
    complain(
      'completeReads',
      'says what digests prove, and they are not looked at',
      'Set digests: true, or leave it out.',
    );
  return { ...named, organization, owner, role, externalId, accounts, kmsKey, completeReads };
}
