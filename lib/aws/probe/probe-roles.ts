import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AwsOptions } from '@/lib/aws/aws-options';
import type { Pacer } from '@/lib/aws/pacer';
import { getAccount } from '@/lib/aws/get-account';
import type { ActingPerson } from '@/lib/domain/ports/aws';
import type { RoleProbe } from '@/lib/domain/roles/role-probe';
import { ROLE_USES } from '@/lib/domain/roles/role-use';
import type { Scope } from '@/lib/domain/scope';
import { probeOwn, probeRole } from './probe-role';

/** 122 random bits in the name and AWS's own suffix after it: no secret is called so. */
const toNobodysArn = ({ partition, region, accountId }: Scope): string =>
  `arn:${partition}:secretsmanager:${region}:${accountId}:secret:keyledger/probe/${randomUUID()}-${randomBytes(3).toString('hex')}`;

/** Of a name that the printed policies cover, where they are for some functions alone. */
function toNobodysFunction({ partition, region, accountId }: Scope, pattern: string): string {
  const mark = `keyledger-probe-${randomBytes(8).toString('hex')}`;
  const name = pattern.replace('*', mark).replaceAll('*', 'x').replaceAll('?', 'x');
  // A name without a wildcard is that of a function which exists: it is asked of, and no answer is looked into.
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

/**
 * What every role of the scope's account lets and refuses there, and in the account of our own
 * credentials what those do. Every call names a secret that cannot exist, in sessions that are good for
 * nothing else; no answer is looked into. It leaves records in CloudTrail, as this dashboard's own.
 */
export async function probeRoles(
  options: AwsOptions,
  pacer: Pacer,
  scope: Scope,
  person: ActingPerson,
): Promise<RoleProbe[]> {
  const account = getAccount(options, scope);
  const probe = {
    options,
    account,
    scope,
    person,
    pacer,
    arn: toNobodysArn(scope),
    functionArn: toNobodysFunction(scope, options.policyLimits.rotationFunctions),
  };
  const roles = ROLE_USES.filter((use) => use !== 'read' || account.roles.read !== null);
  const isOwn = options.ownAccountId === null || options.ownAccountId === scope.accountId;
  return Promise.all([...roles.map((use) => probeRole(probe, use)), ...(isOwn ? [probeOwn(probe)] : [])]);
}
