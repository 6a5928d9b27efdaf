const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;
/** All of them take about a minute: a run that AWS shows no sign of is called unknown after two. */
const MOST = 7;

/**
 * How long until a rotation that AWS has put off is asked for again, after so many tries; null: no more. `chance`: 0 to 1,
 * so that those that were put off together do not come back together.
 */
export const toAskAgainMilliseconds = (tries: number, chance: number): number | null =>
  tries > MOST ? null : Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.5 + chance / 2);

/** So often a secret's turn comes although nothing could be begun; then it has failed. */
export const MOST_TRIES = 6;

const FIRST_LATER_MS = 5_000;
const LONGEST_LATER_MS = 60_000;

/** How long its wave waits where nothing could be begun, after so many turns of the same secret. */
export const toLaterMilliseconds = (tries: number): number =>
  Math.min(FIRST_LATER_MS * 2 ** Math.min(tries, MOST_TRIES), LONGEST_LATER_MS);
