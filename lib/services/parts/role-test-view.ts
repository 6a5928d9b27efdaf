import 'server-only';
import type { RoleTestView } from '@/lib/contract/role-tests';
import type { RoleTest } from '@/lib/domain/roles/role-check';
import { toWire } from './wire-time';

export const toRoleTestView = ({ scopeId, at, by, roles }: RoleTest): RoleTestView => ({
  scope: scopeId,
  at: toWire(at),
  by,
  roles,
});
