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

/** Some word of the text begins so. Most texts are told by a look for the letters alone: a listing reads hundreds of thousands. */
function hasWord(source: string | undefined, beginning: string): boolean {
  if (source === undefined || !source.toLowerCase().includes(beginning)) return false;
  return toWords(source).some((word) => word.startsWith(beginning));
}

type Test = (secret: Secret) => boolean;

/** What a value means under each key; words are looked for from their beginning (seen against real AWS: "o t" finds "one two", "ret" not "SecretOne"). */
const tests: Record<Key, (value: string) => Test> = {
  name: (value) => (secret) => secret.name.startsWith(value),
  description: (value) => {
    const wanted = toWords(value);
    return ({ description }) => wanted.every((word) => hasWord(description, word));
  },
  'tag-key': (value) => (secret) => secret.tags?.some((tag) => tag.Key.startsWith(value)) === true,
  'tag-value': (value) => (secret) => secret.tags?.some((tag) => tag.Value.startsWith(value)) === true,
  'primary-region': (value) => (secret) => (secret.primaryRegion ?? '').startsWith(value),
  'owning-service': (value) => {
    const wanted = value.toLowerCase();
    return (secret) => (secret.owningService ?? '').toLowerCase().startsWith(wanted);
  },
  all: (value) => {
    const wanted = toWords(value);
    return ({ name, description, owningService, primaryRegion, tags }) =>
      wanted.every(
        (word) =>
          [name, description, owningService, primaryRegion].some((attribute) => hasWord(attribute, word)) ||
          tags?.some((tag) => hasWord(tag.Key, word) || hasWord(tag.Value, word)) === true,
      );
  },
};

function toTest(key: Key, value: string): Test {
  if (!value.startsWith('!')) return tests[key](value);
  const test = tests[key](value.slice(1));
  return (secret) => !test(secret);
}

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
    const alternatives = values.map((value) => toTest(key, value));
    return (secret: Secret) => alternatives.some((test) => test(secret));
  });
  return (secret) => parts.every((part) => part(secret));
}
