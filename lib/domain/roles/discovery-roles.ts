import type { Dashboard, PolicyLimits } from './account-roles';
import type { RoleUse } from './role-use';

/** How accounts are found and read, as the texts to paste need to know it. */
export interface DiscoveryRoles {
  partition: string;
  homeRegion: string;
  /** Of the management account or a delegated administrator; `role` null: the credentials that Keyledger runs with. */
  organizations: { role: string | null; externalId: string | null };
  regions: readonly string[] | 'enabled';
  /** Names below their paths, the same in every account that is found; null: none. */
  roles: Readonly<Record<RoleUse, string | null>>;
  externalId: string | null;
  /** null: not known. */
  dashboard: Dashboard | null;
  limits: PolicyLimits;
}
