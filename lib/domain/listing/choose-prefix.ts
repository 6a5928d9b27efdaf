import { isIn, splitSegment, type Segment } from './segment';

/** A branch that holds so much of the one before is followed to where names really part. */
const NEARLY_ALL = 0.9;

/** By the character that follows the prefix, how many names go on with it. */
function countBranches(names: readonly string[], prefix: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    if (!name.startsWith(prefix) || name.length === prefix.length) continue;
    const longer = name.slice(0, prefix.length + 1);
    counts.set(longer, (counts.get(longer) ?? 0) + 1);
  }
  return counts;
}

function followBranch(names: readonly string[], prefix: string, weight: number): string {
  const [branch] = [...countBranches(names, prefix)].toSorted((one, other) => other[1] - one[1]);
  if (!branch || branch[1] < weight * NEARLY_ALL) return prefix;
  return followBranch(names, branch[0], branch[1]);
}

/** Where names part, from the segment's own prefix on: the ways that do not lead to all of them. */
function findBranches(names: readonly string[], prefix: string): [prefix: string, weight: number][] {
  const branches = [...countBranches(names, prefix)];
  const whole = branches.find(([, weight]) => weight === names.length);
  return whole ? findBranches(names, whole[0]) : branches;
}

/**
 * The prefix that best divides a segment in two, by names of it that are known; null: nothing divides them. Some known
 * names stay outside, so that the filter's negation is seen to work. `middle`: of those that are
 * not too large, the nearest to the middle of the order by name.
 */
export function choosePrefix(segment: Segment, known: readonly string[], middle = false): string | null {
  const names = known.filter((name) => isIn(segment, name));
  const branches = findBranches(names, segment.within)
    .filter(([, weight]) => weight > 1)
    .map(([branch, weight]) => ({ prefix: followBranch(names, branch, weight), weight }))
    .filter(({ prefix }) => splitSegment(segment, prefix) !== null);
  const [heaviest] = branches.toSorted((one, other) => other.weight - one.weight);
  if (!heaviest || !middle) return heaviest?.prefix ?? null;
  return findMiddle(segment, names, heaviest.prefix);
}

/** Down from the heaviest branch, towards the median, until less than a third of the names is left. */
function findMiddle(segment: Segment, names: readonly string[], heaviest: string): string {
  const ordered = names.toSorted((one, other) => (one < other ? -1 : 1));
  const median = ordered[ordered.length >> 1] ?? '';
  for (let length = segment.within.length + 1; length <= median.length; length += 1) {
    const prefix = median.slice(0, length);
    const weight = names.filter((name) => name.startsWith(prefix)).length;
    if (weight < 2) break;
    if (weight * 3 <= names.length && splitSegment(segment, prefix)) return prefix;
  }
  return heaviest;
}
