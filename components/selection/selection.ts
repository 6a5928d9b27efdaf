import { MOST_IDS } from '@/lib/contract/secrets-query';

/** What is selected of one list: by hand, or all that match its filter. */
export interface Selection {
  /** Of the list, as its address says it; another one has another selection. */
  filter: string;
  ids: readonly string[];
  /** All that match, of which the person saw so many; null: `ids`. */
  total: number | null;
}

export const nothingOf = (filter: string): Selection => ({ filter, ids: [], total: null });

export const isSelected = ({ ids, total }: Selection, id: string): boolean => total !== null || ids.includes(id);

export const countOf = ({ ids, total }: Selection): number => total ?? ids.length;

/** Some of them on or off; who takes one out of all goes on with what is left of the page. No more than can be chosen by hand. */
export function toggled(known: Selection, some: readonly string[], on: boolean, page: readonly string[]): Selection {
  const before = known.total === null ? known.ids : page;
  const ids = on ? [...new Set([...before, ...some])] : before.filter((id) => !some.includes(id));
  return ids.length > MOST_IDS ? { ...known, total: null } : { ...known, ids, total: null };
}

export const hasRoomFor = (known: Selection, some: readonly string[]): boolean =>
  known.total !== null || new Set([...known.ids, ...some]).size <= MOST_IDS;
