import { toCadence } from '@/lib/domain/access/cadence';
import { isRotationFunction } from '@/lib/domain/access/plan-consumers';
import type { Reader } from '@/lib/domain/ports/history-store';
import { ASKED_DAYS, type Attempt, type DeletionCheck, type DeletionFacts } from './deletion-facts';

const DAY_MS = 86_400_000;
/** A program that has not read for so long may be gone; it may run once a quarter, too. */
const SILENT_MS = 30 * DAY_MS;
const MOST_NAMED = 3;

/** The first few by name, the others as a number. */
export function nameSome(all: readonly string[]): string {
  const names = [...new Set(all)];
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A steady reader that has missed so many of its turns has stopped. */
const MISSED_TURNS = 10;
/** So long a reader whose turns are not known may be silent. */
const UNSTEADY_MS = 7 * DAY_MS;

const nameOf = ({ who, principal }: Reader): string => who ?? principal.label;
const count = (number: number, one: string, many: string): string => (number === 1 ? `1 ${one}` : `${number} ${many}`);

/** Who would miss the secret: all that read it but Keyledger's reveals and its own rotation function. */
export const toUsers = ({ readers, secret }: Pick<DeletionFacts, 'readers' | 'secret'>): Reader[] =>
  readers.filter(
    (reader) => reader.actorKind !== 'this-dashboard' && !isRotationFunction(reader, secret.rotationLambdaArn),
  );

/**
 * Read it until its deletion was asked for, and never tried again: a try would have been refused, and be in the history.
 */
function hasStopped(reader: Reader, { secret, history, attempts, now }: DeletionFacts): boolean {
  const asked = secret.deletion?.requestedAt;
  if (!asked || history !== 'whole' || attempts.some(({ principalId }) => principalId === reader.principal.id))
    return false;
  const cadence = toCadence(reader);
  const patience = cadence.is === 'steady' ? Math.max(DAY_MS, cadence.seconds * 1000 * MISSED_TURNS) : UNSTEADY_MS;
  return now.getTime() - Math.max(asked.getTime(), reader.lastAt.getTime()) > patience;
}

export function checkReaders(facts: DeletionFacts): DeletionCheck[] {
  const users = toUsers(facts);
  const people = users.filter(({ actorKind }) => actorKind === 'person');
  const programs = users.filter(({ actorKind }) => actorKind !== 'person');
  const isSilent = ({ lastAt }: Reader) => facts.now.getTime() - lastAt.getTime() > SILENT_MS;
  const silent = programs.filter(isSilent);
  const stopped = programs.filter((reader) => !isSilent(reader) && hasStopped(reader, facts));
  const active = programs.filter((reader) => !isSilent(reader) && !stopped.includes(reader));
  const checks: DeletionCheck[] = [];
  if (active.length > 0) {
    const they = count(active.length, 'program reads it, and would fail', 'programs read it, and would fail');
    checks.push({ id: 'programs-read', level: 'breaks', message: `${they}: ${nameSome(active.map(nameOf))}.` });
  }
  if (stopped.length > 0) {
    const message = `Read it until its deletion was asked for, and have not tried since: ${nameSome(stopped.map(nameOf))}.`;
    checks.push({ id: 'programs-stopped', level: 'doubt', message });
  }
  if (silent.length > 0) {
    const message = `Read more than 30 days ago and not since: ${nameSome(silent.map(nameOf))}. What runs once a quarter looks like that, too.`;
    checks.push({ id: 'programs-silent', level: 'doubt', message });
  }
  if (people.length > 0) {
    const they = count(people.length, 'person has read it', 'people have read it');
    checks.push({ id: 'people-read', level: 'doubt', message: `${they}: ${nameSome(people.map(nameOf))}. Ask them.` });
  }
  return [...checks, ...checkAttempts(facts.attempts), ...checkHistory(facts, users.length)];
}

function checkAttempts(attempts: readonly Attempt[]): DeletionCheck[] {
  if (attempts.length === 0) return [];
  const times = attempts.reduce((sum, attempt) => sum + attempt.times, 0);
  const missed = count(times, 'read has been refused', 'reads have been refused');
  const message = `Since its deletion was asked for ${missed}: ${nameSome(attempts.map(({ who }) => who))}.`;
  return [{ id: 'reads-refused', level: 'breaks', message }];
}

/** No readers is only said of time that is known. */
function checkHistory({ history }: DeletionFacts, users: number): DeletionCheck[] {
  const days = `the last ${ASKED_DAYS} days`;
  if (history === 'hidden') {
    const message = 'Its history is not yours to see (history.read): who reads it cannot be told here.';
    return [{ id: 'history-hidden', level: 'doubt', message }];
  }
  if (history !== 'whole') {
    const known = history === 'none' ? `Nothing of ${days} is known` : `Only a part of ${days} is known`;
    return [
      { id: 'history-not-covered', level: 'doubt', message: `${known}: there may be readers that are not listed.` },
    ];
  }
  if (users > 0) return [];
  return [{ id: 'no-readers', level: 'safe', message: `Nobody has read it in ${days}, all of which is known.` }];
}
