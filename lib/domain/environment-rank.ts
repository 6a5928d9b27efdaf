/** From the highest. An environment of another name stands below prod and beside the rest. */
const RANKS: Record<string, number> = { prod: 3, staging: 2, test: 1, dev: 0 };

/** null: a name that says nothing of how high it stands. */
export const rankOf = (environment: string): number | null =>
  Object.hasOwn(RANKS, environment) ? (RANKS[environment] ?? null) : null;
