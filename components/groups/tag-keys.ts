import type { SecretFacets } from '@/lib/contract/secrets-list';

/** The tags that say who looks after a secret are those that most people group by. */
const FIRST = ['owner', 'team'];

const place = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

/** What is grouped by a tag is `tag:` and its key. */
export const tagKeyOf = (by: string | undefined): string | undefined =>
  by?.startsWith('tag:') ? by.slice('tag:'.length) : undefined;

/**
 * The keys of the tags that what is listed has, and the one that is grouped by, which stays when nothing listed has it.
 */
export function tagKeys(facets: Pick<SecretFacets, 'tag'> | undefined, by: string | undefined): string[] {
  const listed = (facets?.tag ?? []).map(({ value }) => decodeURIComponent(value.split('=')[0] ?? ''));
  const chosen = tagKeyOf(by);
  return [...new Set(chosen === undefined ? listed : [...listed, chosen])].toSorted(
    (left, right) => place(left) - place(right) || (left < right ? -1 : 1),
  );
}
