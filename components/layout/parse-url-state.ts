import type { z } from 'zod';
import { toQueryInput, type UrlState } from './url-state';

export interface ParsedUrl<T> {
  query: T;
  /** What of the URL holds, once the parameters with a mistake are dropped. */
  state: UrlState;
  /** In words, for the person who followed the link. */
  mistakes: string[];
}

/** A URL that someone typed or that grew old still opens: parameters with a mistake are dropped and named. */
export function parseUrlState<T>(schema: z.ZodType<T>, state: UrlState, repeatable: readonly string[]): ParsedUrl<T> {
  const first = schema.safeParse(toQueryInput(state, repeatable));
  if (first.success) return { query: first.data, state, mistakes: [] };
  const broken = new Set(first.error.issues.map((issue) => String(issue.path[0] ?? '')));
  const kept = state.filter(([name]) => !broken.has(name));
  return {
    query: schema.parse(toQueryInput(kept, repeatable)),
    state: kept,
    mistakes: first.error.issues.map((issue) => `${String(issue.path[0] ?? 'address')}: ${issue.message}`),
  };
}
