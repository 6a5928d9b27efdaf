import type { Grant, GrantRule } from '@/lib/domain/grant';
import { PERMISSIONS, type Permission } from '@/lib/domain/permission';

/**
 * What a token may of what its person may now: never more, whatever its row says. Denials are kept whole; an
 * allowance holds where the token's rule does, too.
 */
export const planTokenGrants = (
  grants: readonly Grant[],
  { permissions, where }: { permissions: readonly Permission[]; where: readonly GrantRule[] },
): Grant[] =>
  grants
    .filter(({ permission }) => PERMISSIONS[permission].byToken && permissions.includes(permission))
    .flatMap((grant): Grant[] => {
      if (grant.effect === 'deny' || where.length === 0) return [grant];
      return where.map((rule) => ({ ...grant, where: { ...grant.where, also: narrowed(grant.where.also, rule) } }));
    });

/** A person's own rule has no `also`; should it have one, it goes on to hold. */
const narrowed = (before: GrantRule | undefined, rule: GrantRule): GrantRule =>
  before ? { ...rule, also: before } : rule;
