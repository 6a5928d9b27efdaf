import 'server-only';
import type { PolicyLimits } from '@/lib/domain/roles/account-roles';
import type { ConfigFile } from './file-schema';

export const toPolicyLimits = ({ onlyTag, rotationFunctions }: ConfigFile['rolePolicies']): PolicyLimits => ({
  onlyTag: onlyTag ?? null,
  rotationFunctions,
});
