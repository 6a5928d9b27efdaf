import type { FilterLink } from '@/components/layout/filter-links';
import { toggled, valuesOf, without, type UrlState } from '@/components/layout/url-state';

interface Filter<V extends string> {
  name: string;
  /** In the order in which they stand. */
  words: Readonly<Record<V, string>>;
  counts: readonly { value: string; count: number }[];
  /** One at a time. */
  single?: boolean;
  state: UrlState;
  toHref: (state: UrlState) => string;
}

const keysOf = <V extends string>(words: Readonly<Record<V, string>>): V[] =>
  Object.keys(words).filter((key): key is V => Object.hasOwn(words, key));

/** Of the values that anything has; one that was chosen stays, or it could not be taken back. */
export function toFilterLinks<V extends string>({
  name,
  words,
  counts,
  single = false,
  state,
  toHref,
}: Filter<V>): FilterLink[] {
  const chosen = valuesOf(state, name);
  return keysOf(words).flatMap((value) => {
    const count = counts.find((one) => one.value === value)?.count ?? 0;
    const on = chosen.includes(value);
    return count > 0 || on
      ? [
          {
            key: value,
            href: toHref(toggled(single && !on ? without(state, name) : state, name, value)),
            on,
            words: words[value],
            count,
          },
        ]
      : [];
  });
}
