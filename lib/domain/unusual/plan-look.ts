import { dayOf } from '@/lib/domain/day';
import type { Due, Habit } from '@/lib/domain/ports/unusual-store';
import { dayKey, noTraits, withSeen, type ReaderDay, type SeenReads } from './traits';

const DAY_MS = 86_400_000;

/** All that is due of one reader and day. */
export interface Unit extends ReaderDay {
  from: Date;
  to: Date;
  ids: number[];
  isAgain: boolean;
  /** What was known of the day is not kept. */
  isAnew: boolean;
}

/** What is due, each reader and day once; older days, of which nothing is told, are left out. */
export function toUnits(due: readonly Due[], oldest: string): Unit[] {
  const units = new Map<string, Unit>();
  for (const { id, secretId, principalId, actorKind, from, to, how } of due) {
    const day = dayOf(from);
    if (day < oldest) continue;
    const key = dayKey({ secretId, principalId, actorKind, day });
    const unit = units.get(key) ?? {
      secretId,
      principalId,
      actorKind,
      day,
      from,
      to,
      ids: [],
      isAgain: false,
      isAnew: false,
    };
    units.set(key, {
      ...unit,
      from: from < unit.from ? from : unit.from,
      to: to > unit.to ? to : unit.to,
      ids: [...unit.ids, id],
      isAgain: unit.isAgain || how !== 'more',
      isAnew: unit.isAnew || how === 'anew',
    });
  }
  return [...units.values()];
}

export const endOfDay = (day: string): Date => new Date(Date.parse(day) + DAY_MS - 1);

/** A unit with its habits as they are now. */
export interface Looked {
  unit: Unit;
  habit: Habit;
  /** Other days may rest on what was not known before. */
  changed: boolean;
  /** It may be judged otherwise than before. */
  isJudged: boolean;
}

/** Of these the rules count each one, so that another one that is like those before may be the one too many. */
const isCounted = ({ actorKind }: Unit, came: readonly SeenReads[]): boolean =>
  actorKind === 'this-dashboard' || came.some(({ outcome }) => outcome !== 'success');

/** Joins what is known of the days with what was seen of them. `seen` says which unit by its place. */
export function lookAt(
  units: readonly Unit[],
  standing: readonly Habit[],
  seen: readonly (SeenReads & { place: number })[],
): Looked[] {
  const known = new Map(standing.map((habit) => [dayKey(habit), habit.traits]));
  const reads = Map.groupBy(seen, ({ place }) => place);
  return units.map((unit, place) => {
    const { secretId, principalId, actorKind, day, isAnew, isAgain } = unit;
    const before = known.get(dayKey(unit));
    const came = reads.get(place) ?? [];
    const { traits, grew } = withSeen((isAnew ? undefined : before) ?? noTraits(), came);
    const changed = grew || isAnew || (isAgain && !before);
    return {
      unit,
      habit: { secretId, principalId, actorKind, day, traits },
      changed,
      isJudged: changed || isAgain || isCounted(unit, came),
    };
  });
}
