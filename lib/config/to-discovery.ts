import 'server-only';
import { toPartition } from '@/lib/domain/partition';
import type { DiscoveryConfig } from './aws-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

type Stated = NonNullable<ConfigFile['discovery']>;

/** A region that every account of the partition has. */
const HOMES: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

const toMatch = (stated: Stated['include']) => (stated ? { ids: stated.ids ?? [], names: stated.names ?? [] } : null);

/** `region`: that of the environment. */
export function toDiscovery(
  stated: Stated | undefined,
  region: string | null,
  { mistakes }: Reading,
  at: (path: Path) => string,
): DiscoveryConfig | null {
  if (!stated) return null;
  const { organizations, include, exclude, regions, roles, externalId, everyMinutes } = stated;
  const homeRegion = toHomeRegion(stated, region);
  const partition = toPartition(homeRegion);
  const complain = (path: Path, problem: string, mend: string) =>
    mistakes.push({ where: at(['discovery', ...path]), problem, mend });
  if (organizations.role !== undefined && organizations.role.split(':')[1] !== partition)
    complain(
      ['organizations', 'role'],
      `is in the partition ${organizations.role.split(':')[1]}, the regions in ${partition}`,
      'An organization is in one partition: correct the role or the regions.',
    );
  if (organizations.role === undefined && organizations.externalId !== undefined)
    complain(
      ['organizations', 'externalId'],
      'is sent with a role, and none is named',
      'Name the role, or leave it out.',
    );
  if (regions !== 'enabled') checkRegions(regions, complain);
  const { read, reveal = null, rotate = null, recover = null } = roles;
  return {
    organizations: { role: organizations.role ?? null, externalId: organizations.externalId ?? null },
    include: toMatch(include),
    exclude: toMatch(exclude),
    regions,
    homeRegion,
    roles: { read, reveal, rotate, recover },
    externalId: externalId ?? null,
    everySeconds: everyMinutes * 60,
  };
}

/** The first of the list; else one that no account of the partition is without. */
function toHomeRegion({ regions, organizations }: Stated, region: string | null): string {
  if (regions !== 'enabled') return regions[0] ?? 'us-east-1';
  const partition = organizations.role?.split(':')[1] ?? toPartition(region ?? 'us-east-1');
  return HOMES[partition] ?? region ?? 'us-east-1';
}

function checkRegions(regions: readonly string[], complain: (path: Path, problem: string, mend: string) => void): void {
  const partition = toPartition(regions[0] ?? '');
  if (new Set(regions).size !== regions.length) complain(['regions'], 'names a region twice', 'Name each once.');
  for (const [index, region] of regions.entries())
    if (toPartition(region) !== partition)
      complain(
        ['regions', index],
        `is in the partition ${toPartition(region)}, the first region in ${partition}`,
        'An organization is in one partition: run one Keyledger for each.',
      );
}
