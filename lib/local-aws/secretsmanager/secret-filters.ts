import { invalidParameter } from '@/lib/local-aws/wire/aws-error';
import { list, oneOf, structure, text } from '@/lib/local-aws/wire/fields';
import type { Secret } from '@/lib/local-aws/world/secret';

const keys = ['all', 'name', 'tag-key', 'description', 'tag-value', 'primary-region', 'owning-service'] as const;
type Key = (typeof keys)[number];
export type Filter = { Key?: Key | undefined; Values?: (string | undefined)[] | undefined };

export const filters = list(structure<Filter>({ Key: oneOf(keys), Values: list(text({ max: 512 }), { max: 10 }) }), {
  max: 10,
});

const allowed = /^!?[a-zA-Z0-9 :_@/+=.!-]*$/;

/** Words as AWS breaks them: at punctuation, between letters and digits, between small and capital letters (UG manage_search-secret). */
export function toWords(source: string): string[] {
  return source
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Every wanted word begins some word of the text (seen against real AWS: "o t" finds "one two", "ret" not "SecretOne"). */
function hasWords(wanted: string, source: string): boolean {
  const words = toWords(source);
  return toWords(wanted).every((part) => words.some((word) => word.startsWith(part)));
}

const tests: Record<Key, (secret: Secret, value: string) => boolean> = {
  name: (secret, value) => secret.name.startsWith(value),
  description: (secret, value) => hasWords(value, secret.description ?? ''),
  'tag-key': (secret, value) => (secret.tags ?? []).some((tag) => tag.Key.startsWith(value)),
  'tag-value': (secret, value) => (secret.tags ?? []).some((tag) => tag.Value.startsWith(value)),
  'primary-region': (secret, value) => (secret.primaryRegion ?? '').startsWith(value),
  'owning-service': (secret, value) => (secret.owningService ?? '').toLowerCase().startsWith(value.toLowerCase()),
  all: (secret, value) => {
    const tags = (secret.tags ?? []).flatMap((tag) => [tag.Key, tag.Value]);
    const { name, description = '', owningService = '', primaryRegion = '' } = secret;
    return hasWords(value, [name, description, owningService, primaryRegion, ...tags].join(' '));
  },
};

/**
 * ListSecrets' filters as a predicate: several filters must all hold, several values of one are alternatives, a leading
 * `!` turns one value round (service model, Filter; aws-facts §1.2). Throws AWS's refusals for a filter without key or values.
 */
export function toPredicate(wanted: readonly (Filter | undefined)[]): (secret: Secret) => boolean {
  const parts = wanted.map((filter) => {
    if (filter?.Key === undefined) throw invalidParameter('Invalid filter key');
    const { Key: key } = filter;
    const values = (filter.Values ?? []).filter((value) => value !== undefined);
    if (values.length === 0) throw invalidParameter(`Invalid filter values for key: ${key}`);
    const bad = values.find((value) => !allowed.test(value));
    if (bad !== undefined) throw invalidParameter(`Invalid filter values for key: ${key}`);
    const test = tests[key];
    return (secret: Secret) =>
      values.some((value) => (value.startsWith('!') ? !test(secret, value.slice(1)) : test(secret, value)));
  });
  return (secret) => parts.every((part) => part(secret));
}
