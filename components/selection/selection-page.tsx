'use client';
import { createContext, use, type ReactNode } from 'react';

/** What is listed now: under which filter, and the ids of the page. */
interface Page {
  filter: string;
  ids: readonly string[];
}

const PageContext = createContext<Page>({ filter: '', ids: [] });

export const usePage = (): Page => use(PageContext);

export function SelectionPage({ filter, ids, children }: Page & { children: ReactNode }) {
  return <PageContext value={{ filter, ids }}>{children}</PageContext>;
}
