import type { GrantRule, Visibility } from './grant';

/** What people keep here on a secret, or on a prefix of names; null: nothing. */
export interface AnnotationFields {
  owner: string | null;
  note: string | null;
  runbook: string | null;
}

export const ANNOTATED = ['owner', 'note', 'runbook'] as const satisfies readonly (keyof AnnotationFields)[];

export const LONGEST_RUNBOOK = 500;

/** What holds of a secret, and where it was set: on itself, or on a prefix of its name. */
export interface KeptField<From = 'secret' | 'prefix'> {
  value: string;
  from: From;
  /** The prefix, or the key of the tag. */
  of: string | null;
}

/** An owner may also be told by AWS, in a tag. */
export type OwnerField = KeptField<'secret' | 'prefix' | 'tag'>;

/** The link as browsers will follow it; null for whatever is no page of the web, or says who asks. */
export function toRunbook(text: string): string | null {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (url.username !== '' || url.password !== '' || url.href.length > LONGEST_RUNBOOK) return null;
  return url.href;
}

/** All that `trim` takes away. */
export const BLANKS =
  '\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF';

/** A tag that names an owner, `owner` before `team`; a blank one names none. The store has the same rule in SQL. */
export function findTagOwner(tags: Readonly<Record<string, string>>): OwnerField | null {
  for (const key of ['owner', 'team']) {
    const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
    if (value?.trim()) return { value, from: 'tag', of: key };
  }
  return null;
}

/** Every name that begins with the prefix meets the rule, wherever the secret is and whatever its tags. */
function holdsBelow(rule: GrantRule, prefix: string): boolean {
  if (rule.environments || rule.notEnvironments || rule.accounts || rule.tag) return false;
  if (rule.also && !holdsBelow(rule.also, prefix)) return false;
  return rule.namePrefix === undefined || prefix.startsWith(rule.namePrefix);
}

/** Some secret whose name begins with the prefix could meet the rule. */
const reachesBelow = ({ namePrefix = '', also }: GrantRule, prefix: string): boolean =>
  (prefix.startsWith(namePrefix) || namePrefix.startsWith(prefix)) && (!also || reachesBelow(also, prefix));

/**
 * Whether all that a prefix can ever cover is within it: what it says of secrets that somebody may not annotate, or
 * that come tomorrow, is theirs to say only then.
 */
export const coversPrefix = ({ allow, deny }: Visibility, prefix: string): boolean =>
  allow.some((rule) => holdsBelow(rule, prefix)) && !deny.some((rule) => reachesBelow(rule, prefix));

/** Those that another value is given. */
export const changedFields = (before: AnnotationFields, after: AnnotationFields): (keyof AnnotationFields)[] =>
  ANNOTATED.filter((field) => before[field] !== after[field]);

/** Of what changed, what it was and what it is, for the ledger. */
export function toChangeDetail(before: AnnotationFields, after: AnnotationFields): Record<string, string | null> {
  const changed = changedFields(before, after);
  return Object.fromEntries([
    ['what', changed.join(', ')],
    ...changed.flatMap((field) => [
      [`${field}Before`, before[field]],
      [`${field}After`, after[field]],
    ]),
  ]);
}

export const NOTHING_KEPT: AnnotationFields = { owner: null, note: null, runbook: null };

export const keepsNothing = (fields: AnnotationFields): boolean => ANNOTATED.every((field) => fields[field] === null);
