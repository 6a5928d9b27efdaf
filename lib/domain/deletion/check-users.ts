import { toCadence } from '@/lib/domain/access/cadence';
import { isNamedForRotation } from '@/lib/domain/access/plan-consumers';
import { isOfPeople } from '@/lib/domain/event-record';
import type { SecretUser } from '@/lib/domain/ports/history-store';
import { KNOWN_DAYS, type DeletionCheck, type DeletionFacts } from './deletion-facts';
import { count, nameSome, toNames } from './name-users';

const DAY_MS = 86_400_000;
/** A program that has not read for so long may be gone; it may run once a quarter, too. */
const SILENT_MS = 30 * DAY_MS;
/** A steady reader that has missed so many of its turns has stopped. */
const MISSED_TURNS = 10;
/** So long a reader whose turns are not known may be silent. */
const UNSTEADY_MS = 7 * DAY_MS;

/** Only where every call of it was the rotation function's: others may share its role. */
const isRotationAlone = ({ names, unnamed }: SecretUser, rotationLambdaArn: string | null): boolean =>
  !unnamed && names.length === 1 && isNamedForRotation(names[0] ?? '', rotationLambdaArn);

/** All but its own rotation function, which needs it for nothing else. */
export const toUsers = ({ users, secret }: Pick<DeletionFacts, 'users' | 'secret'>): SecretUser[] =>
  users.filter((user) => !isRotationAlone(user, secret.rotationLambdaArn));

/** Whom IAM denies now and who had the value before misses it as well; a stranger whom it denies does not. */
export const countRefused = ({ failed, denied, reads }: SecretUser): number => failed + (reads > 0 ? denied : 0);

/** Read it until its deletion was asked for, and never tried again: a try would have been refused, and be in the history. */
function hasStopped(user: SecretUser, { secret, history, now }: DeletionFacts): boolean {
  const asked = secret.deletion?.requestedAt;
  const { firstAt, lastAt } = user;
  if (!asked || !firstAt || !lastAt || history !== 'whole' || countRefused(user) > 0) return false;
  const cadence = toCadence({ ...user, firstAt, lastAt });
  const patience = cadence.is === 'steady' ? Math.max(DAY_MS, cadence.seconds * 1000 * MISSED_TURNS) : UNSTEADY_MS;
  return now.getTime() - Math.max(asked.getTime(), lastAt.getTime()) > patience;
}

const isSilent = ({ lastAt }: SecretUser, now: Date): boolean =>
  lastAt !== null && now.getTime() - lastAt.getTime() > SILENT_MS;

function checkPrograms(programs: readonly SecretUser[], facts: DeletionFacts): DeletionCheck[] {
  const readers = programs.filter(({ reads }) => reads > 0);
  const silent = readers.filter((user) => isSilent(user, facts.now));
  const stopped = readers.filter((user) => !silent.includes(user) && hasStopped(user, facts));
  const active = readers.filter((user) => !silent.includes(user) && !stopped.includes(user));
  const names = (users: readonly SecretUser[]) => nameSome(users.flatMap(toNames));
  const checks: DeletionCheck[] = [];
  const refused = programs.filter((user) => countRefused(user) > 0);
  if (refused.length > 0) {
    const times = refused.reduce((sum, user) => sum + countRefused(user), 0);
    const missed = count(times, 'read of a program has been refused', 'reads of programs have been refused');
    const message = `Since its deletion was asked for ${missed}: ${names(refused)}.`;
    checks.push({ id: 'reads-refused', level: 'breaks', message });
  }
  if (active.length > 0) {
    const they = count(active.length, 'program reads it, and would fail', 'programs read it, and would fail');
    checks.push({ id: 'programs-read', level: 'breaks', message: `${they}: ${names(active)}.` });
  }
  if (stopped.length > 0) {
    const message = `Read it until its deletion was asked for, and have not tried since: ${names(stopped)}.`;
    checks.push({ id: 'programs-stopped', level: 'doubt', message });
  }
  if (silent.length > 0) {
    const message = `Read more than 30 days ago and not since: ${names(silent)}. What runs once a quarter looks like that, too.`;
    checks.push({ id: 'programs-silent', level: 'doubt', message });
  }
  return checks;
}

/** Only they can say whether they need it; who looks at a secret that is pending may be making sure. */
function checkPeople(users: readonly SecretUser[]): DeletionCheck[] {
  const of = (kind: SecretUser['actorKind'], did: (user: SecretUser) => boolean) =>
    users.filter((user) => user.actorKind === kind && did(user)).flatMap(toNames);
  const doubts: [id: string, who: string[], did: string][] = [
    ['people-read', of('person', ({ reads }) => reads > 0), 'Read by people'],
    ['revealed-here', of('this-dashboard', ({ reads }) => reads > 0), 'Revealed in Keyledger'],
    ['people-refused', of('person', (user) => countRefused(user) > 0), 'People tried to read it since'],
  ];
  return doubts.flatMap(([id, who, did]): DeletionCheck[] =>
    who.length === 0 ? [] : [{ id, level: 'doubt', message: `${did}: ${nameSome(who)}. Ask them.` }],
  );
}

/** No readers is only said of time that is known. */
function checkHistory({ history, users }: DeletionFacts, others: readonly SecretUser[]): DeletionCheck[] {
  const days = `the last ${KNOWN_DAYS} days`;
  if (history === 'hidden') {
    const message = 'Its history is not yours to see (history.read): who reads it cannot be told here.';
    return [{ id: 'history-hidden', level: 'doubt', message }];
  }
  if (history !== 'whole') {
    const known = history === 'none' ? `Nothing of ${days} is known` : `Only a part of ${days} is known`;
    const message = `${known}: there may be readers that are not listed.`;
    return [{ id: 'history-not-covered', level: 'doubt', message }];
  }
  if (others.some(({ reads }) => reads > 0)) return [];
  const who = users.some(({ reads }) => reads > 0) ? 'Nobody but its rotation function' : 'Nobody';
  return [{ id: 'no-readers', level: 'safe', message: `${who} has read it in ${days}, all of which is known.` }];
}

export function checkUsers(facts: DeletionFacts): DeletionCheck[] {
  const users = toUsers(facts);
  const programs = users.filter((user) => !isOfPeople(user));
  return [...checkPrograms(programs, facts), ...checkPeople(users), ...checkHistory(facts, users)];
}
