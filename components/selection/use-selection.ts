'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { nothingOf, type Selection } from './selection';

/** One for the tab: it outlives a page of the list, and a look at a secret, and is gone with the filter or a reload. */
let held: Selection = nothingOf('');
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const nothing = new Map<string, Selection>();
/** The same object each time, as React asks for. */
function read(filter: string): Selection {
  if (held.filter === filter) return held;
  const known = nothing.get(filter) ?? nothingOf(filter);
  nothing.clear();
  nothing.set(filter, known);
  return known;
}

export function useSelection(filter: string): [Selection, (next: Selection) => void] {
  const get = useCallback(() => read(filter), [filter]);
  const selection = useSyncExternalStore(subscribe, get, get);
  const set = useCallback((next: Selection) => {
    held = next;
    for (const listener of listeners) listener();
  }, []);
  return [selection, set];
}
