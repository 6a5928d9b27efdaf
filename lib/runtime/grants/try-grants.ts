import 'server-only';
import type { Policy } from '@/lib/config/policy';
import type { Grant } from '@/lib/domain/grant';
import { findNaming, type GrantStatement } from '@/lib/domain/grant-statement';
import { compareStatements, type StatementDifference } from '@/lib/domain/grants/compare-statements';
import { grantsOf, isPlaceless, reaches, toReach } from '@/lib/domain/grants/reach';
import { PERMISSION_NAMES, type Permission } from '@/lib/domain/permission';
import type { KnownPerson } from '@/lib/domain/ports/people-store';
import type { MovedSecret, ReachDifference, ReachStore } from '@/lib/domain/ports/reach-store';
import { findMoved } from './find-moved';

export interface PermissionChange extends ReachDifference {
  permission: Permission;
  /** Of what is about no secret: whether it is gained or lost at all. */
  whole: 'gained' | 'lost' | null;
}

export interface Trial {
  statements: StatementDifference;
  /** Secrets that would count to another environment. */
  moved: number;
  /** Those for whom something changes. */
  people: { person: KnownPerson; changes: PermissionChange[] }[];
  /** Statements that differ and name nobody whom Keyledger has met. */
  unmet: GrantStatement[];
}

const NONE: ReachDifference = { gained: 0, lost: 0, gainedExamples: [], lostExamples: [] };

/** What another policy would change for these people and the secrets of the store: one question for each different pair of reaches. */
export async function tryGrants(
  store: ReachStore,
  people: readonly KnownPerson[],
  before: Policy | null,
  after: Policy,
): Promise<Trial> {
  const old = before?.statements ?? [];
  const moved = await findMoved(store, before?.environmentRules ?? null, after.environmentRules);
  const compare = rememberAnswers(store, moved);
  const changed = [];
  for (const person of people) {
    const [had, has] = [before ? grantsUnder(before, person) : [], grantsUnder(after, person)];
    const changes: PermissionChange[] = [];
    for (const permission of PERMISSION_NAMES) {
      const [from, to] = [toReach(had, permission), toReach(has, permission)];
      if (isPlaceless(permission)) {
        const whole = reaches(from) === reaches(to) ? null : reaches(to) ? 'gained' : 'lost';
        if (whole) changes.push({ permission, whole, ...NONE });
        continue;
      }
      const difference = await compare(from, to);
      if (difference.gained + difference.lost > 0) changes.push({ permission, whole: null, ...difference });
    }
    if (changes.length > 0) changed.push({ person, changes });
  }
  const statements = compareStatements(old, after.statements);
  const different = [...statements.added, ...statements.removed, ...statements.changed.map((pair) => pair.after)];
  const unmet = different.filter(({ who }) => people.every((person) => findNaming(who, person) === 'not named'));
  return { statements, moved: moved.length, people: changed, unmet };
}

/** As at the door: whom no provider vouches for may nothing, and a persona of the demo is named by no file. */
const grantsUnder = ({ statements, issuers }: Policy, person: KnownPerson): Grant[] =>
  issuers.includes(person.issuer) ? grantsOf(statements, person) : [];

/** People of one group ask the same. */
function rememberAnswers(
  store: ReachStore,
  moved: readonly MovedSecret[],
): (...pair: Pair) => Promise<ReachDifference> {
  const answers = new Map<string, Promise<ReachDifference>>();
  return async (from, to) => {
    const [left, right] = [JSON.stringify(from), JSON.stringify(to)];
    if (left === right && moved.length === 0) return NONE;
    const key = `${left} ${right}`;
    const answer = answers.get(key) ?? store.compare(from, to, moved);
    answers.set(key, answer);
    return answer;
  };
}

type Pair = [Parameters<ReachStore['compare']>[0], Parameters<ReachStore['compare']>[1]];
