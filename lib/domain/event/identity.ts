import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import type { Principal } from '@/lib/domain/event-record';
import { readObject, readText, type JsonObject } from './loose-json';

/** The principal of a record, and the session behind it where there is one. */
export interface Identity {
  principal: Principal;
  session: string | null;
}

const SSO_ROLE = /^AWSReservedSSO_(.+)_[0-9a-z]{16}$/i;

/** The permission set of an Identity Center role (`AWSReservedSSO_<set>_<hash>`), or null. */
export const toPermissionSet = (roleName: string): string | null => SSO_ROLE.exec(roleName)?.[1] ?? null;

const toRoleLabel = (roleName: string): string => {
  const set = toPermissionSet(roleName);
  return set ? `SSO ${set}` : roleName;
};

/** `AROA…:session` → `session`. */
const sessionOf = (principalId: string | null): string | null => {
  const at = principalId?.indexOf(':') ?? -1;
  return principalId && at >= 0 && at < principalId.length - 1 ? principalId.slice(at + 1) : null;
};

function findRole(identity: JsonObject, accountId: string | null): Identity | null {
  const issuerArn = readText(readObject(readObject(identity, 'sessionContext'), 'sessionIssuer'), 'arn');
  const ownArn = readText(identity, 'arn');
  const issuer = issuerArn === null ? null : parsePrincipalArn(issuerArn);
  const own = ownArn === null ? null : parsePrincipalArn(ownArn);
  const session = own?.kind === 'session' ? own.session : sessionOf(readText(identity, 'principalId'));
  // The issuer's ARN has the path that the session's has lost.
  if (issuerArn !== null && issuer?.kind === 'role') {
    const label = toRoleLabel(issuer.name);
    return { principal: { id: issuerArn, type: 'role', accountId: accountId ?? issuer.accountId, label }, session };
  }
  if (ownArn !== null && own?.kind === 'role') {
    const label = toRoleLabel(own.name);
    return { principal: { id: ownArn, type: 'role', accountId: accountId ?? own.accountId, label }, session };
  }
  if (own?.kind !== 'session') return null;
  const id = `arn:${own.partition}:iam::${own.accountId}:role/${own.role}`;
  const label = toRoleLabel(own.role);
  return { principal: { id, type: 'role', accountId: accountId ?? own.accountId, label }, session };
}

function findNamed(type: 'user' | 'federated-user', identity: JsonObject, accountId: string | null): Identity | null {
  const arn = readText(identity, 'arn');
  const parsed = arn === null ? null : parsePrincipalArn(arn);
  const inArn = parsed?.kind === 'user' || parsed?.kind === 'federated-user' ? parsed : null;
  const label = inArn?.name ?? readText(identity, 'userName');
  const id = inArn ? arn : (readText(identity, 'principalId') ?? arn);
  if (id === null) return null;
  return {
    principal: { id, type, accountId: accountId ?? inArn?.accountId ?? null, label: label ?? id },
    session: null,
  };
}

/** What is left for shapes that AWS may add, and for the other account's view of a caller. */
function findByIds(identity: JsonObject, accountId: string | null): Identity | null {
  const principalId = readText(identity, 'principalId');
  const session = sessionOf(principalId);
  if (readText(identity, 'type') === 'AWSAccount' && accountId !== null)
    return {
      principal: { id: `account ${accountId}`, type: 'account', accountId, label: `account ${accountId}` },
      session,
    };
  const id = readText(identity, 'arn') ?? principalId ?? readText(readObject(identity, 'onBehalfOf'), 'userId');
  const service = readText(identity, 'invokedBy');
  if (id === null && service !== null)
    return { principal: { id: service, type: 'service', accountId: null, label: service }, session: null };
  if (id === null && accountId === null) return null;
  const label = readText(identity, 'userName') ?? id ?? `account ${accountId}`;
  return { principal: { id: id ?? `unknown of ${accountId}`, type: 'unknown', accountId, label }, session };
}

/**
 * Who a record's `userIdentity` names (CloudTrail user guide, userIdentity element). Null where it
 * names nobody: no ARN, no principal id, no account, no service.
 */
export function findIdentity(identity: JsonObject): Identity | null {
  const accountId = readText(identity, 'accountId');
  const rest = (): Identity | null => findByIds(identity, accountId);
  switch (readText(identity, 'type')) {
    case 'AssumedRole':
    case 'Role':
      return findRole(identity, accountId) ?? rest();
    case 'IAMUser':
      return findNamed('user', identity, accountId) ?? rest();
    case 'FederatedUser':
    case 'SAMLUser':
    case 'WebIdentityUser':
      return findNamed('federated-user', identity, accountId) ?? rest();
    case 'Root':
      return accountId === null
        ? rest()
        : { principal: { id: `root of ${accountId}`, type: 'root', accountId, label: 'root' }, session: null };
    default:
      return rest();
  }
}
