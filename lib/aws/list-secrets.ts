import 'server-only';
import { ListSecretsCommand, type SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { parseArn } from '@/lib/domain/arn';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { followPages } from './follow-pages';
import { toKnownSecret } from './foreign/to-known-secret';
import type { ReadClients } from './read-clients';
import { toAppError } from './to-app-error';
import { concludeNoVersion, toObservedSecret } from './to-observed-secret';

export const LARGEST_PAGE = 100;

/**
 * Every secret of a scope, also those pending deletion, a page at a time (ListSecrets). Throws
 * `conflict` where AWS no longer knows the token: the listing must then start anew.
 */
export async function* listSecrets({ secrets, foreign }: ReadClients, scope: Scope): AsyncGenerator<ObservedSecret[]> {
  const call = { action: 'secretsmanager:ListSecrets', scopeId: scope.id };
  const keyOf = ({ ARN, Name }: SecretListEntry): string | undefined => ARN ?? Name;
  const pages = followPages(call, keyOf, async (token) => {
    try {
      const answer = await secrets.send(
        new ListSecretsCommand({ MaxResults: LARGEST_PAGE, IncludePlannedDeletion: true, NextToken: token }),
      );
      return { items: answer.SecretList ?? [], nextToken: answer.NextToken };
    } catch (error) {
      throw toAppError(error, call);
    }
  });
  for await (const { items } of pages) yield items.map((entry) => toListed(entry, scope, foreign));
}

/** An entry as what it tells of a secret. Throws where it cannot be one of the scope's. */
export function toListed(entry: SecretListEntry, scope: Scope, foreign: boolean): ObservedSecret {
  const secret = toObservedSecret(foreign ? { ...entry, ARN: entry.ARN ?? entry.Name } : entry, scope, 'list');
  // To skip one would let the sync take it for deleted.
  if (secret === null) throw toStrange(scope, 'an entry without an ARN');
  if (foreign) return toKnownSecret(secret, scope);
  if (parseArn(secret.arn)?.accountId !== scope.accountId) throw toStrange(scope, 'a secret of another account');
  return concludeNoVersion(secret);
}

function toStrange(scope: Scope, what: string): AppError {
  const message = `secretsmanager:ListSecrets in ${scope.id}: the answer has ${what}.`;
  const remedy = 'Check that the read role belongs to this account, and the endpoint URL if one is set.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy } });
}
