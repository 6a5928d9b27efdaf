import type { Operation } from '@/lib/contract/operation';
import type { SecretItem } from '@/lib/contract/secret-item';
import { holds, seesEverything, visibilityOf, type Grant } from '@/lib/domain/grant';
import { coversAccount } from '@/lib/domain/grants/scope-cover';
import type { Permission } from '@/lib/domain/permission';
import { toScopeId } from '@/lib/domain/scope';
import { CHANNEL } from '@/e2e/bench/world/write-config';
import type { Survey } from '@/e2e/trust/world/survey';
import type { Row, Subject } from './rows';
import { holdsOn, sees, seesHistory, seesSecretless } from './sees';

/** inside: seen and granted · seen: seen, not granted · outside: there, and not theirs to see · absent: not there. */
export type Place = 'inside' | 'seen' | 'outside' | 'absent';

export interface Sample {
  place: Place;
  id: string;
  secret?: SecretItem;
  made?: Made;
}

/** What is made when it is asked for, since it is another or gone after that; of the asker's own, or of somebody else's. */
export type Made = 'own session' | 'session' | 'token' | 'own view' | 'shared view' | 'private view';

const ABSENT: Readonly<Record<Subject, string>> = {
  secret: 'AAAAAAAAAAAAAAAAAAAAAA',
  principal: 'AAAAAAAAAAAAAAAAAAAAAA',
  run: '00000000-0000-4000-8000-000000000000',
  session: 'A'.repeat(43),
  'own-session': 'A'.repeat(43),
  token: 'A'.repeat(11),
  view: 'A'.repeat(22),
  'own-view': 'A'.repeat(22),
  account: '999999999999',
  scope: toScopeId('999999999999', 'eu-west-1'),
  'tested-scope': toScopeId('999999999999', 'eu-west-1'),
  entry: '2000000000',
  review: 'A'.repeat(22),
  'open-finding': 'A'.repeat(22),
  'dismissed-finding': 'A'.repeat(22),
  wave: 'A'.repeat(22),
  question: 'A'.repeat(22),
  channel: 'absent',
  none: '',
};

const isPermission = (entry: Operation['permission']): entry is Permission =>
  entry !== 'anyone' && entry !== 'signed-in';

const HOUR = 3_600_000;

/** One sample of each place that there is for this person; what is where follows from the grants alone. */
export function samplesFor(operation: Operation, row: Row, grants: readonly Grant[], survey: Survey): Sample[] {
  if (row.about === 'none') return [{ place: 'inside', id: '' }];
  const absent: Sample = { place: 'absent', id: ABSENT[row.about] };
  const found = candidates[row.about](survey, grants, operation);
  const first = (place: Place) => found.filter((sample) => sample.place === place && !sample.made).slice(0, 1);
  const made = found.filter((sample) => sample.made);
  return [...made, ...first('inside'), ...first('seen'), ...first('outside'), absent];
}

type Find = (survey: Survey, grants: readonly Grant[], operation: Operation) => Sample[];

const candidates: Readonly<Record<Exclude<Subject, 'none'>, Find>> = {
  secret: ({ marked }, grants, { permission }) =>
    marked.map((secret) => ({ place: placeOf(secret, grants, permission), id: secret.id, secret })),
  run: ({ runs, secrets }, grants) =>
    runs.map((run) => {
      const secret = secrets.find(({ id }) => id === run.secret.id);
      return { place: secret && sees(grants, secret) ? 'inside' : 'outside', id: run.id };
    }),
  principal: ({ events, secrets }, grants) => {
    const seen = new Set(secrets.filter((secret) => seesHistory(grants, secret)).map(({ id }) => id));
    const all = seesSecretless(grants);
    // Who acts still, as the dashboard's own roles and the rotation functions do, may be seen tomorrow where not today.
    const acting = new Set(
      events
        .filter(
          ({ at, action, actorKind }) =>
            action !== 'read' ||
            actorKind === 'this-dashboard' ||
            actorKind === 'aws-service' ||
            Date.parse(at) > Date.now() - HOUR,
        )
        .map(({ principal }) => principal.id),
    );
    const others = events.filter(({ principal }) => !acting.has(principal.id));
    return [...new Set(others.map(({ principal }) => principal.id))].map((id) => {
      const own = events.filter(({ principal }) => principal.id === id);
      return { place: own.some(({ secret }) => all || seen.has(secret?.id ?? '')) ? 'inside' : 'outside', id };
    });
  },
  scope: placesOfScopes,
  // A second test of a scope within seconds is refused whoever asks: of those where it may be tested, its own tests tell.
  'tested-scope': (survey, grants) => placesOfScopes(survey, grants).filter(({ place }) => place !== 'inside'),
  entry: ({ entries, secrets }, grants) => {
    const visibility = visibilityOf(grants, 'ledger.read');
    return entries.map(({ seq, secret: about }) => {
      const secret = secrets.find(({ id }) => id === about?.id);
      const isSeen = secret ? holdsOn(grants, 'ledger.read', secret) : seesEverything(visibility);
      return { place: isSeen ? 'inside' : 'outside', id: String(seq) };
    });
  },
  review: ({ reviews }, grants) =>
    reviews.map(({ id, secret }) => ({ place: seesHistory(grants, secret) ? 'inside' : 'outside', id })),
  'open-finding': (survey, grants) => placesOfFindings(survey, grants, false),
  'dismissed-finding': (survey, grants) => placesOfFindings(survey, grants, true),
  wave: ({ waves }, grants) =>
    waves.map(({ id, secret }) => ({ place: sees(grants, secret) ? 'inside' : 'outside', id })),
  // There is none where Athena is not asked.
  question: () => [],
  channel: () => [{ place: 'inside', id: CHANNEL }],
  // Whoever may read the settings reads them of all accounts.
  account: ({ secrets }) => [{ place: 'inside', id: secrets[0]?.account ?? '' }],
  session: () => [{ place: 'inside', id: '', made: 'session' }],
  'own-session': () => [
    { place: 'inside', id: '', made: 'own session' },
    { place: 'outside', id: '', made: 'session' },
  ],
  // Whoever may manage tokens manages everybody's.
  token: () => [{ place: 'inside', id: '', made: 'token' }],
  view: (_, grants) => [
    ...(holds(grants, 'inventory.read') ? [{ place: 'inside', id: '', made: 'own view' } as const] : []),
    // What others share is tidied by whoever may end their sessions.
    { place: holds(grants, 'session.end') ? 'inside' : 'outside', id: '', made: 'shared view' },
    { place: 'outside', id: '', made: 'private view' },
  ],
  'own-view': (_, grants) => [
    ...(holds(grants, 'inventory.read') ? [{ place: 'inside', id: '', made: 'own view' } as const] : []),
    { place: 'outside', id: '', made: 'shared view' },
    { place: 'outside', id: '', made: 'private view' },
  ],
};

const placesOfFindings = ({ findings }: Survey, grants: readonly Grant[], isDismissed: boolean): Sample[] =>
  findings
    .filter(({ dismissed }) => dismissed === isDismissed)
    .map(({ id, secret }) => ({ place: seesHistory(grants, secret) ? 'inside' : 'outside', id }));

/** A scope is seen where a secret in it is, and refreshed where that is granted for the account, or for a secret that is seen. */
function placesOfScopes({ scopes, secrets }: Survey, grants: readonly Grant[]): Sample[] {
  const all = seesEverything(visibilityOf(grants, 'inventory.read')) || holds(grants, 'settings.read');
  const granted = visibilityOf(grants, 'scope.sync');
  const mine = secrets.filter((secret) => all || sees(grants, secret));
  const seen = scopesOf(mine);
  const within = scopesOf(mine.filter((secret) => holdsOn(grants, 'scope.sync', secret)));
  return scopes.map((id) => {
    const [account = ''] = id.split(':');
    if (!all && !seen.has(id)) return { place: 'outside', id };
    return { place: within.has(id) || coversAccount(granted, account) ? 'inside' : 'seen', id };
  });
}

/** A replica is in its own region, too. */
const scopesOf = (secrets: readonly SecretItem[]): ReadonlySet<string> =>
  new Set(
    secrets.flatMap(({ account, region, replicas }) =>
      [region, ...replicas.map((one) => one.region)].map((at) => toScopeId(account, at)),
    ),
  );

function placeOf(secret: SecretItem, grants: readonly Grant[], permission: Operation['permission']): Place {
  if (!sees(grants, secret)) return 'outside';
  return isPermission(permission) && !holdsOn(grants, permission, secret) ? 'seen' : 'inside';
}

interface Asking {
  /** null: nobody is signed in. */
  grants: readonly Grant[] | null;
  byToken?: boolean | undefined;
}

/** What the contract and the permission table say must come of it. */
export function expectStatus(operation: Operation, row: Row, { grants, byToken }: Asking, place: Place): number {
  const { permission, needsToo, status, bySessionAlone } = operation;
  if (permission === 'anyone') return status;
  if (grants === null) return 401;
  if (byToken && bySessionAlone) return 403;
  if (isPermission(permission) && !holds(grants, permission)) return 403;
  if (needsToo && !holds(grants, needsToo)) return 403;
  if (place === 'seen') return 403;
  if (place === 'inside') return row.admitted ?? status;
  return 404;
}
