import type { AccountRoles } from './account-roles';
import { judgeCalls } from './judge-calls';
import { judgeTrust } from './judge-trust';
import { toUnknown, type JudgedRole, type RoleCheck } from './role-check';
import type { RoleProbe } from './role-probe';
import { ROLE_USES } from './role-use';

/** One role for two purposes can do what either needs. */
function judgeSharing({ use, arn }: RoleProbe, { roles }: AccountRoles): RoleCheck[] {
  const shared = ROLE_USES.filter((other) => other !== use && arn !== null && roles[other] === arn);
  if (shared.length === 0) return [];
  return [
    {
      name: 'separate',
      verdict: 'bad',
      message: `The same role as to ${shared.join(' and to ')}: whoever may do the one may do the other.`,
      remedy: 'Make a role for each purpose.',
    },
  ];
}

/** What was seen of a role, as checks in words. */
export function judgeRole(probe: RoleProbe, account: AccountRoles): JudgedRole {
  const { use, arn } = probe;
  if (arn === null && use !== 'own')
    return {
      use,
      arn,
      checks: [
        toUnknown(
          'role',
          'None is configured, so this act is refused.',
          'Make the role, and name it in keyledger.yaml.',
        ),
      ],
    };
  return {
    use,
    arn,
    checks: [...judgeSharing(probe, account), ...judgeTrust(probe, account), ...judgeCalls(probe, account)],
  };
}
