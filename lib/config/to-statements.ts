import 'server-only';
import type { GrantRule } from '@/lib/domain/grant';
import type { Grantee, GrantStatement } from '@/lib/domain/grant-statement';
import { PLACELESS } from '@/lib/domain/permission';
import type { SignInProvider } from './auth-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import type { ReadFile } from './read-config-file';

type Stated = NonNullable<ConfigFile['grants']>[number];
type Provider = Pick<SignInProvider, 'id' | 'issuer' | 'groupsClaim'>;

export function toStatements(
  stated: readonly Stated[],
  providers: readonly Provider[],
  { mistakes }: Reading,
  { at, lineAt }: Pick<ReadFile, 'at' | 'lineAt'>,
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
    const placeless = statement.where && statement.may.findIndex((permission) => PLACELESS.includes(permission));
    if (placeless !== undefined && placeless >= 0)
      mistakes.push({
        where: at(['grants', index, 'may', placeless]),
        problem: 'is about no secret, so that `where` would limit nothing',
        mend: 'Say it in a statement of its own, without `where`.',
      });
    const { effect } = statement;
    const where = toRule(statement.where ?? {});
    const grants = [...new Set(statement.may)].map((permission) => ({ permission, effect, where }));
    return [{ who, grants, line: lineAt(['grants', index]) }];
  });
}

/** The schema's optional keys may be there and undefined; a rule's are there or not. */
const toRule = (where: NonNullable<Stated['where']>): GrantRule => ({
  ...(where.environments && { environments: where.environments }),
  ...(where.notEnvironments && { notEnvironments: where.notEnvironments }),
  ...(where.accounts && { accounts: where.accounts }),
  ...(where.tag && { tag: where.tag }),
  ...(where.namePrefix !== undefined && { namePrefix: where.namePrefix }),
});

/** The grantee, or what is wrong with it. */
function toGrantee(who: Stated['who'], providers: readonly Provider[]): Grantee | string {
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
  if (who.claim) return toClaim(who.claim, provider);
  if (provider.groupsClaim === null) return `names a group, and provider "${provider.id}" has no groupsClaim`;
  return { kind: 'group', issuer: provider.issuer, group: who.group ?? '' };
}

/** Said by the token, and no ground for a grant: what has a condition of its own, what its owner may choose, what is of the token. */
const NO_GROUND = new Map([
  ['email', 'who: { email: … }'],
  ['sub', 'who: { subject: … }'],
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'].map(
    (name) => [name, null] as const,
  ),
  ...['iss', 'aud', 'exp', 'iat', 'nbf', 'jti', 'nonce', 'azp', 'sid', 'auth_time', 'at_hash', 'c_hash'].map(
    (name) => [name, null] as const,
  ),
  ['__proto__', null],
]);

function toClaim(claim: { name: string; value: string }, { issuer, groupsClaim }: Provider): Grantee | string {
  if (claim.name === groupsClaim) return 'names the claim that lists groups: write who: { group: … }';
  const instead = NO_GROUND.get(claim.name);
  if (instead === undefined) return { kind: 'claim', issuer, ...claim };
  return instead
    ? `names a claim that has a word of its own: write ${instead}`
    : 'names a claim that vouches for nothing';
}

function findProvider(id: string | undefined, providers: readonly Provider[]): Provider | null {
  if (id !== undefined) return providers.find((provider) => provider.id === id) ?? null;
  return providers.length === 1 ? (providers[0] ?? null) : null;
}
