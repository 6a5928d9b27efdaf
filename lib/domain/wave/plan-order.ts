import { rankOf } from '@/lib/domain/environment-rank';
import { PROD } from '@/lib/domain/environment-verdict';
import { findDependencies } from './find-dependencies';

export interface WaveCandidate {
  id: string;
  name: string;
  /** Account and region: of secrets with one name those here are meant first. */
  scopeId: string;
  /** As guards take it. */
  environment: string;
  note: string | null;
}

/** `cycle`: each would wait for the other. `environment`: it stands in a higher one, which comes later. */
export type Ignored = 'cycle' | 'environment';

export interface WaveDependency {
  /** Of the same wave. */
  id: string;
  /** Not waited for; null: it comes before. */
  ignored: Ignored | null;
}

export interface PlannedItem {
  id: string;
  name: string;
  environment: string;
  /** The lowest first. */
  rank: number;
  /** Of the same rank: one more than the deepest that it waits for. */
  depth: number;
  dependsOn: WaveDependency[];
}

/** Below prod and above all whose name tells how high they stand: one of another name may be anything but prod. */
const OTHER_RANK = 8;
const PROD_RANK = 9;
const toRank = (environment: string): number =>
  environment === PROD ? PROD_RANK : (rankOf(environment) ?? OTHER_RANK);

const inOrder = (a: WaveCandidate, b: WaveCandidate): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;

/**
 * The order of a wave: the lowest environment first, and in each what a secret depends on by its note before it. The
 * same candidates come to the same order, whatever order they are given in; a cycle is cut at the name that closes it.
 */
export function planOrder(candidates: readonly WaveCandidate[]): PlannedItem[] {
  const sorted = candidates.toSorted(inOrder);
  const byName = Map.groupBy(sorted, ({ name }) => name);
  const byId = new Map(sorted.map((one) => [one.id, one]));
  const planned = new Map<string, PlannedItem>();
  const open = new Set<string>();

  function meant({ id, scopeId }: WaveCandidate, name: string): WaveCandidate[] {
    const named = (byName.get(name) ?? []).filter((one) => one.id !== id);
    const here = named.filter((one) => one.scopeId === scopeId);
    return here.length > 0 ? here : named;
  }

  function plan(candidate: WaveCandidate): PlannedItem {
    const known = planned.get(candidate.id);
    if (known) return known;
    open.add(candidate.id);
    const rank = toRank(candidate.environment);
    const item: PlannedItem = { ...toItem(candidate), rank, depth: 0, dependsOn: [] };
    const wanted = new Set(
      findDependencies(candidate.note).flatMap((name) => meant(candidate, name).map(({ id }) => id)),
    );
    for (const id of wanted) {
      const other = byId.get(id);
      if (!other) continue;
      const ignored = toIgnored(toRank(other.environment), rank, open.has(id));
      item.dependsOn.push({ id, ignored });
      if (ignored === null && toRank(other.environment) === rank)
        item.depth = Math.max(item.depth, plan(other).depth + 1);
    }
    open.delete(candidate.id);
    planned.set(candidate.id, item);
    return item;
  }

  for (const candidate of sorted) plan(candidate);
  return [...planned.values()].toSorted(
    (a, b) =>
      a.rank - b.rank || a.depth - b.depth || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
  );
}

const toItem = ({ id, name, environment }: WaveCandidate) => ({ id, name, environment });

function toIgnored(other: number, own: number, isOpen: boolean): Ignored | null {
  if (other > own) return 'environment';
  return isOpen && other === own ? 'cycle' : null;
}
