'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef, type RefObject } from 'react';
import type { NavItem } from './nav-items';

/** The list that was looked at last, with its filters, while this tab is open; null: the page was opened by its address. */
export function useLastList(items: readonly Pick<NavItem, 'href'>[]): RefObject<string | null> {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (items.some(({ href }) => href === pathname)) last.current = search === '' ? pathname : `${pathname}?${search}`;
  }, [items, pathname, search]);
  return last;
}
