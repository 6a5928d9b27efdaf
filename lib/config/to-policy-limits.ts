import 'server-only';
import type { PolicyLimits } from '@/lib/domain/roles/account-roles';
import type { ConfigFile } from './file-schema';

export const toPolicyLimits = ({ rolePolicies, discovery }: ConfigFile): PolicyLimits => ({
  onlyTag: rolePolicies.onlyTag ?? null,
  rotationFunctions: rolePolicies.rotationFunctions,
  ...(discovery?.regions === 'enabled' && { anyRegion: true }),
});
