import type { MatrixSecret } from '@/lib/contract/matrix-list';
import type { CellState } from '@/lib/domain/inventory/judge-cell';
import type { Difference, MatrixPart } from '@/lib/domain/ports/inventory-matrix';

export const CELL_WORDS: Readonly<Record<CellState, string>> = {
  present: 'there',
  'pending-deletion': 'pending deletion',
  missing: 'missing',
  'missing-or-hidden': 'missing or out of your sight',
  'not-known': 'not known',
  'not-expected': 'none',
};

/** What each means, for the legend. */
export const CELL_MEANINGS: Readonly<Record<CellState, string>> = {
  present: 'a secret that is not pending deletion; its words are its rotation, interval and kind of key',
  'pending-deletion': 'there is one, and it is going away',
  missing: 'you see everything in that environment, and it is not there',
  'missing-or-hidden': 'you see none, and not everything there is yours to see',
  'not-known': 'a scope that may hold it was never read completely',
  'not-expected': 'no secret whose environment is unknown; none is missed there',
};

export const PART_WORDS: Readonly<Record<MatrixPart, string>> = {
  all: 'All',
  incomplete: 'Incomplete',
  differing: 'Differing',
};

/** What stands under the state of a secret, and whether it is what its row differs in. */
export function factsOf(
  { rotation, schedule, keyKind, owner }: MatrixSecret,
  differs: ReadonlySet<Difference>,
): { words: string; differs: boolean }[] {
  const facts: { words: string; what: Difference }[] = [];
  if (differs.has('rotation'))
    facts.push({ words: rotation.enabled ? 'rotation on' : 'rotation off', what: 'rotation' });
  if (rotation.enabled && schedule) facts.push({ words: schedule, what: 'interval' });
  facts.push({ words: keyKind === 'default' ? 'default key' : 'customer key', what: 'key' });
  if (differs.has('owner')) facts.push({ words: owner ? `owner ${owner}` : 'no owner', what: 'owner' });
  return facts.map(({ words, what }) => ({ words, differs: differs.has(what) }));
}
