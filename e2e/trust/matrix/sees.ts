import type { SecretItem } from '@/lib/contract/secret-item';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { permits, seesEverything, visibilityOf, type Grant, type GrantFacts } from '@/lib/domain/grant';
import { PERMISSIONS, type Permission } from '@/lib/domain/permission';

type Grants = readonly Grant[];

const factsOf = ({ name, account, tags }: SecretItem, environment: string): GrantFacts => ({
  name,
  accountId: account,
  tags,
  environment,
});

/** By the permission table alone: reading goes by the environment, acts by the guarded one (contract.md, Permissions). */
export function holdsOn(grants: Grants, permission: Permission, secret: SecretItem): boolean {
  const { environment } = secret;
  const name = PERMISSIONS[permission].act ? toGuardedEnvironment(environment) : environment.value;
  return permits(visibilityOf(grants, permission), factsOf(secret, name));
}

export const sees = (grants: Grants, secret: SecretItem): boolean => holdsOn(grants, 'inventory.read', secret);

/** History of a secret is for those who may see both the secret and its history. */
export const seesHistory = (grants: Grants, secret: SecretItem): boolean =>
  sees(grants, secret) && holdsOn(grants, 'history.read', secret);

/** What belongs to no secret is for those alone from whom no secret is kept. */
export const seesSecretless = (grants: Grants): boolean =>
  seesEverything(visibilityOf(grants, 'inventory.read')) && seesEverything(visibilityOf(grants, 'history.read'));
