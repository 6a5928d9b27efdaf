import 'server-only';
import type { GrantRule } from '@/lib/domain/grant';
import type { Grantee, GrantStatement, SignInProvider } from './auth-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { Path } from './yaml-document';

type Stated = NonNullable<ConfigFile['grants']>[number];

export function toStatements(
  stated: readonly Stated[],
  providers: readonly SignInProvider[],
  { mistakes }: Reading,
  at: (path: Path) => string,
): GrantStatement[] {
  return stated.flatMap((statement, index): GrantStatement[] => {
    const who = toGrantee(statement.who, providers);
    if (typeof who === 'string') {
      mistakes.push({
        where: at(['grants', index, 'who']),
        problem: who,
        mend: `Known providers: ${providers.map(({ id }) => id).join(', ') || 'none'}.`,
      });
      return [];
    }
    const { effect } = statement;
    const where = toRule(statement.where);
    return [{ who, grants: statement.may.map((permission) => ({ permission, effect, where })) }];
  });
}

/** The schema's optional keys may be there and undefined; a rule's are there or not. */
const toRule = (where: Stated['where']): GrantRule => ({
  ...(where.environments && { environments: where.environments }),
  ...(where.notEnvironments && { notEnvironments: where.notEnvironments }),
  ...(where.accounts && { accounts: where.accounts }),
  ...(where.tag && { tag: where.tag }),
  ...(where.namePrefix !== undefined && { namePrefix: where.namePrefix }),
});

/** The grantee, or what is wrong with it. */
function toGrantee(who: Stated['who'], providers: readonly SignInProvider[]): Grantee | string {
  if (who.anyone) return { kind: 'anyone' };
  if (who.subject !== undefined) {
    const issuer = who.subject.slice(0, who.subject.indexOf('|'));
    return providers.some((provider) => provider.issuer === issuer)
      ? { kind: 'subject', id: who.subject }
      : 'names a subject of an issuer that is none of the providers';
  }
  const provider = findProvider(who.provider, providers);
  // A group called "admins" at one provider is not the one at another: with several it must be said which.
  if (!provider) return who.provider ? 'names no known provider' : 'must say which provider vouches for it';
  if (who.email !== undefined) return { kind: 'email', issuer: provider.issuer, email: who.email.toLowerCase() };
  if (provider.groupsClaim === null) return `names a group, and provider "${provider.id}" has no groupsClaim`;
  return { kind: 'group', issuer: provider.issuer, group: who.group ?? '' };
}

function findProvider(id: string | undefined, providers: readonly SignInProvider[]): SignInProvider | null {
  if (id !== undefined) return providers.find((provider) => provider.id === id) ?? null;
  return providers.length === 1 ? (providers[0] ?? null) : null;
}
