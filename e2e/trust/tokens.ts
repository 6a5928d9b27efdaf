import { createdToken, type CreateTokenInput } from '@/lib/contract/tokens';
import type { Grant } from '@/lib/domain/grant';
import { TOKEN_PERMISSIONS } from '@/lib/domain/permission';
import { PEOPLE } from './people';
import { Person } from './world/person';
import type { Estate } from './world/start-estate';

interface Scope extends Pick<CreateTokenInput, 'permissions' | 'where'> {
  /** Whose it is, of PEOPLE. */
  owner: string;
}

/** All that a token may do which is about secrets. */
const ABOUT_SECRETS = TOKEN_PERMISSIONS.filter(
  (permission) => permission !== 'settings.read' && permission !== 'notification.test',
);
const payments = { tag: { key: 'team', value: 'payments' } };

/** Each may what its scope says, and never more than its owner, who may be narrower than it, or elsewhere. */
const SCOPES: Readonly<Record<string, Scope>> = {
  'a token for all': { owner: 'admin', permissions: [...TOKEN_PERMISSIONS], where: [] },
  'a token to list': { owner: 'admin', permissions: ['inventory.read'], where: [] },
  'a token in an environment': {
    owner: 'admin',
    permissions: ['inventory.read', 'history.read', 'secret.rotate', 'secret.recover'],
    where: [{ environments: ['staging'] }],
  },
  'a token in two places': {
    owner: 'admin',
    permissions: ['inventory.read', 'history.read'],
    where: [payments, { namePrefix: 'dev/' }],
  },
  'a token wider than its owner': { owner: 'with a tag', permissions: ABOUT_SECRETS, where: [] },
  'a token across its owner': {
    owner: 'with a tag',
    permissions: ABOUT_SECRETS,
    where: [{ environments: ['staging'] }],
  },
  'a token for what its owner is denied': {
    owner: 'denied a tag',
    permissions: ABOUT_SECRETS,
    where: [payments, { namePrefix: 'dev/' }],
  },
  'a token beside its owner': {
    owner: 'under a prefix',
    permissions: ABOUT_SECRETS,
    where: [{ namePrefix: 'dev/' }],
  },
};

/** A place narrows what its owner is allowed, and no denial. */
const toGrants = ({ owner, permissions, where }: Scope): Grant[] =>
  (PEOPLE[owner] ?? [])
    .filter(({ permission }) => permissions.some((one) => one === permission))
    .flatMap((grant) =>
      grant.effect === 'deny' || where.length === 0
        ? [grant]
        : where.map((also) => ({ ...grant, where: { ...grant.where, also } })),
    );

export interface TokenOf {
  who: string;
  grants: readonly Grant[];
  token: string;
}

/** Makes them by the API, each as its owner. */
export async function makeTokens(estate: Estate): Promise<TokenOf[]> {
  const made: TokenOf[] = [];
  for (const [who, { owner, ...scope }] of Object.entries(SCOPES)) {
    const answer = await new Person(estate.client, await estate.cookieOf(owner)).post('/api/tokens', {
      name: who,
      ...scope,
    });
    if (answer.status !== 201) throw new Error(`making ${who} answered ${answer.status}: ${answer.text}`);
    made.push({ who, grants: toGrants({ owner, ...scope }), token: createdToken.parse(JSON.parse(answer.text)).token });
  }
  return made;
}
