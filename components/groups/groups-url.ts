import type { UrlState } from '@/components/layout/url-state';
import { toggled, valueOf, valuesOf, withValue, without } from '@/components/layout/url-state';

/** What makes a list a tree of groups. */
const VIEW = new Set(['by', 'under', 'open', 'only', 'cursor']);

export const asList = (state: UrlState): UrlState => state.filter(([name]) => !VIEW.has(name));

export const groupedBy = (state: UrlState, by: string): UrlState => [...asList(state), ['by', by]];

/** Opens a folder, or closes it with all that is open in it; the page stays where it is. */
export function openToggled(state: UrlState, key: string): UrlState {
  if (!valuesOf(state, 'open').includes(key)) return [...state, ['open', key]];
  return state.filter(([name, value]) => name !== 'open' || !value.startsWith(key));
}

/** The tree from this folder down; the top where it is empty. */
export function rootedAt(state: UrlState, under: string): UrlState {
  const rest = state.filter(([name, value]) => name !== 'open' || value.startsWith(under));
  return under === ''
    ? without(without(rest, 'under'), 'open')
    : without(withValue(rest, 'under', under), 'open', under);
}

/** Both must hold, and of one group one is a beginning of the other. */
const longer = (one: string, other: string): string => (one.length > other.length ? one : other);

function toFolder(state: UrlState, key: string, here: boolean): UrlState {
  const prefix = longer(key, valueOf(state, 'prefix') ?? '');
  const named = prefix === '' ? without(state, 'prefix') : withValue(state, 'prefix', prefix);
  return here ? withValue(named, 'below', 'exclude') : named;
}

/** `key=value` of that key takes the place of other values: they are OR. */
function toTag(state: UrlState, key: string, value: string): UrlState {
  const name = `${encodeURIComponent(key)}=`;
  const others = state.filter(([param, pair]) => param !== 'tag' || !pair.startsWith(name));
  return toggled(others, 'tag', name + encodeURIComponent(value));
}

/** The list of exactly the rows that a group counts; `here`: of a folder what is in none below. */
export function rowsOf(state: UrlState, by: string, key: string, here: boolean): UrlState {
  const list = asList(state);
  if (by === 'path') return toFolder(list, key, here);
  return by.startsWith('tag:') ? toTag(list, by.slice('tag:'.length), key) : withValue(list, by, key);
}

/** The list of those in no group. */
export const rowsWithout = (state: UrlState, by: string): UrlState => {
  const list = asList(state);
  return valuesOf(list, 'without').includes(by) ? list : toggled(list, 'without', by);
};

/** The open folders of the tree under one: those whose folders above are open, too. */
export function openFolders(state: UrlState): string[] {
  const under = valueOf(state, 'under') ?? '';
  const open = new Set(valuesOf(state, 'open'));
  const isShown = (folder: string): boolean => {
    if (!folder.startsWith(under) || folder === under) return false;
    for (let at = folder.indexOf('/', under.length); at < folder.length - 1; at = folder.indexOf('/', at + 1))
      if (!open.has(folder.slice(0, at + 1))) return false;
    return true;
  };
  return [...open].filter(isShown);
}
