import { expect, it } from 'vitest';
import { EVERY_OPERATION } from './operations/every-operation';
import { toQueryInput } from './query-input';

/** A cursor is opaque: what it holds is checked where it is opened. */
const parameters = EVERY_OPERATION.flatMap(({ method, path, query }) =>
  Object.keys(query.shape)
    .filter((name) => name !== 'cursor')
    .map((name) => [`${method} ${path}`, name, query] as const),
);

it('knows of parameters that are text', () => {
  const names = parameters.map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(['q', 'owner', 'principal', 'actor']));
});

it.each(parameters)('%s refuses a NUL in %s, which the database would', (_, name, query) => {
  const { input } = toQueryInput(query, new URLSearchParams([[name, 'a\0b']]));
  const parsed = query.safeParse(input);
  expect(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0])).toContain(name);
});
