/** Which of the accounts that are found are read; an empty list of `include` means every one. */
export interface AccountSelection {
  include: AccountMatch | null;
  exclude: AccountMatch | null;
}

/** OR between and within the lists. */
export interface AccountMatch {
  ids: readonly string[];
  /** Patterns, `*` for any text and `?` for one character, whatever the case. */
  names: readonly string[];
}

/** In time that grows with the lengths alone: at most one place to come back to. */
export function fitsPattern(text: string, pattern: string): boolean {
  const [letters, wanted] = [text.toLowerCase(), pattern.toLowerCase()];
  let [at, next] = [0, 0];
  let star: { next: number; at: number } | null = null;
  while (at < letters.length) {
    if (wanted[next] === '*') {
      star = { next: (next += 1), at };
    } else if (next < wanted.length && (wanted[next] === '?' || wanted[next] === letters[at])) {
      at += 1;
      next += 1;
    } else if (star) {
      star.at += 1;
      ({ next, at } = star);
    } else return false;
  }
  return /^\**$/.test(wanted.slice(next));
}

const fits = (account: { id: string; name: string }, { ids, names }: AccountMatch): boolean =>
  ids.includes(account.id) || names.some((pattern) => fitsPattern(account.name, pattern));

/** An exclusion wins. */
export const isSelected = (account: { id: string; name: string }, { include, exclude }: AccountSelection): boolean =>
  (include === null || fits(account, include)) && !(exclude !== null && fits(account, exclude));
