import { mayHold, visibilityOf, type Grant, type Visibility } from '@/lib/domain/grant';
import { speaksOf, type GrantStatement, type Identity } from '@/lib/domain/grant-statement';
import { PERMISSIONS, PLACELESS, type Permission } from '@/lib/domain/permission';

/** Where a person may do one thing: within their sight, and where it is granted. */
export interface Reach {
  sight: Visibility;
  granted: Visibility;
  /** It is an act, and looks at the guarded environment. */
  act: boolean;
}

export const grantsOf = (statements: readonly GrantStatement[], person: Identity): Grant[] =>
  statements.filter((statement) => speaksOf(statement, person)).flatMap(({ grants }) => grants);

export const toReach = (grants: readonly Grant[], permission: Permission): Reach => ({
  sight: visibilityOf(grants, 'inventory.read'),
  granted: visibilityOf(grants, permission),
  act: PERMISSIONS[permission].act,
});

/** Not counted in secrets: what is about none of them, and a refresh, which is of scopes. */
export const isPlaceless = (permission: Permission): boolean =>
  PLACELESS.includes(permission) || permission === 'scope.sync' || permission === 'ledger.read';

/** Of what is not counted in secrets: whether it holds at all. */
export const reaches = ({ granted }: Reach): boolean => mayHold(granted);
