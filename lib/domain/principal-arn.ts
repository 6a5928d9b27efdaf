import { parseArn } from './arn';

/** An IAM or STS principal. `path` is IAM's, `/` where there is none; a session's ARN has lost it. */
export type PrincipalArn =
  | { kind: 'role' | 'user'; partition: string; accountId: string; path: string; name: string }
  | { kind: 'session'; partition: string; accountId: string; role: string; session: string }
  | { kind: 'federated-user'; partition: string; accountId: string; name: string }
  | { kind: 'root'; partition: string; accountId: string };

/** IAM reference, "IAM identifiers": names and sessions hold word characters and `+=,.@-`, paths any of `!`–`~`. */
const NAME = /^[\w+=,.@-]{1,128}$/;
const PATH = /^\/(?:[!-~]*\/)?$/;

/** The principal that an ARN names, or null where it names none. */
export function parsePrincipalArn(raw: string): PrincipalArn | null {
  const arn = parseArn(raw);
  if (!arn || arn.region !== '' || !/^\d{12}$/.test(arn.accountId)) return null;
  const { partition, accountId } = arn;
  const [type, ...rest] = arn.resource.split('/');
  const last = rest.at(-1);
  if (arn.service === 'iam' && arn.resource === 'root') return { kind: 'root', partition, accountId };
  if (!last || !NAME.test(last)) return null;

  if (arn.service === 'iam' && (type === 'role' || type === 'user')) {
    const path = `/${rest
      .slice(0, -1)
      .map((part) => `${part}/`)
      .join('')}`;
    return PATH.test(path) ? { kind: type, partition, accountId, path, name: last } : null;
  }
  if (arn.service !== 'sts') return null;
  const [first] = rest;
  if (type === 'assumed-role' && rest.length === 2 && first && NAME.test(first))
    return { kind: 'session', partition, accountId, role: first, session: last };
  return type === 'federated-user' && rest.length === 1
    ? { kind: 'federated-user', partition, accountId, name: last }
    : null;
}

/**
 * The key by which a role and its sessions meet: role names are unique in an account without regard
 * to case or path (IAM reference), and a session's ARN lacks the path. Null: not a role.
 */
export function toRoleKey(arn: string): string | null {
  const parsed = parsePrincipalArn(arn);
  if (parsed?.kind === 'role') return `${parsed.accountId}:${parsed.name.toLowerCase()}`;
  return parsed?.kind === 'session' ? `${parsed.accountId}:${parsed.role.toLowerCase()}` : null;
}
