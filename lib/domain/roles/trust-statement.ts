import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import type { RoleUse } from './role-use';
import type { Conditions, PolicyValue, TrustStatement } from './statement';

/** Whom a role trusts. Each part may be a template's expression. */
export interface Trusted {
  /** The account that Keyledger runs in, as `arn:…:root`. */
  account: string;
  /** Patterns of the one principal in it that is Keyledger; null: not known, so whoever that account lets. */
  principals: PolicyValue | null;
  /** The test of `sts:ExternalId`; null: none is asked for. */
  externalId: { readonly [key: string]: unknown } | null;
}

/**
 * Patterns for `aws:PrincipalArn` that mean who STS says we are. A session's ARN has lost its role's
 * path (IAM reference, "IAM identifiers"), so a role is looked for under any. Null: nobody who can
 * assume a role (root, federated users).
 */
export function toPrincipalPatterns(callerArn: string): string[] | null {
  const caller = parsePrincipalArn(callerArn);
  if (caller?.kind === 'session') {
    const roles = `arn:${caller.partition}:iam::${caller.accountId}:role/`;
    return [`${roles}${caller.role}`, `${roles}*/${caller.role}`];
  }
  return caller?.kind === 'role' || caller?.kind === 'user' ? [callerArn] : null;
}

/**
 * The trust policy's one statement. A principal that is named is bound to its id, so that a role made
 * anew under the same name is locked out; the account with a condition on the ARN means the same and
 * lasts. An act asks for a source identity, without which AWS would not know the person; reading has
 * none of its own, but may be handed the one that Keyledger's own session was begun with.
 */
export function toTrustStatement(use: RoleUse, { account, principals, externalId }: Trusted): TrustStatement {
  const identity: Conditions = use === 'read' ? {} : { StringLike: { 'sts:SourceIdentity': '*' } };
  return {
    Sid: 'KeyledgerAlone',
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    Condition: {
      ...identity,
      ...(principals === null ? {} : { ArnLike: { 'aws:PrincipalArn': principals } }),
      ...(externalId === null ? {} : { StringEquals: externalId }),
    },
  };
}
