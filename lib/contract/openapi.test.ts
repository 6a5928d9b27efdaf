import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toOpenApi } from './openapi';
import { EVERY_OPERATION } from './operations/every-operation';

/** Not in the document: sign-in's own routes, and what answers every path that is none. */
const APART = ['app/api/auth/[...nextauth]/route.ts', 'app/api/[...rest]/route.ts'];

const toPath = (file: string): string => `/${dirname(file).slice('app/'.length)}`.replaceAll(/\[(\w+)\]/g, '{$1}');

const routes = globSync('app/api/**/route.ts')
  .filter((file) => !APART.includes(file))
  .flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const verbs = [...text.matchAll(/export const ([A-Z]+) = route\(\{\s+operation: (\w+)Operation,/g)];
    return verbs.map(([, method, id]) => `${method} ${toPath(file)} ${id}`);
  });

const stated = EVERY_OPERATION.map(({ method, path, id }) => `${method} ${path} ${id}`);

/** Every object in the document, with the way to it. */
function* objectsIn(value: unknown, at = ''): Generator<{ at: string; value: object }> {
  if (typeof value !== 'object' || value === null) return;
  yield { at, value };
  for (const [name, inner] of Object.entries(value)) yield* objectsIn(inner, `${at}/${name}`);
}

describe('the OpenAPI document', () => {
  const document = toOpenApi();
  const objects = [...objectsIn(document)];

  it('has every route of the API, under the operation that the route uses, and no other', () => {
    expect(routes.toSorted()).toEqual(stated.toSorted());
  });

  it('has every route file read by this test', () => {
    const files = globSync('app/api/**/route.ts').filter((file) => !APART.includes(file));
    expect(routes.length).toBeGreaterThanOrEqual(files.length);
    expect(new Set(stated).size).toBe(stated.length);
  });

  it('is plain JSON, whose references lead somewhere', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    const references = objects.flatMap(({ value }) => ('$ref' in value ? [value.$ref] : []));
    const known = objects.map(({ at }) => `#${at}`);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(known).toContain(reference);
  });

  it.each(EVERY_OPERATION.map((operation) => [operation.id, operation] as const))('tells all of %s', (_, operation) => {
    const path = `/paths/${operation.path}/${operation.method.toLowerCase()}`;
    const at = (rest: string): unknown => objects.find((object) => object.at === `${path}${rest}`)?.value;
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(operation.params.shape)).toEqual(named);
    expect(at('/parameters')).toHaveLength(
      named.length + Object.keys(operation.query.shape).length + (operation.idempotent ? 1 : 0),
    );
    expect(at('/requestBody') !== undefined).toBe(operation.method === 'POST');
    expect(at(`/responses/${operation.status}`)).toBeDefined();
    expect(at('/responses/401') === undefined).toBe(operation.permission === 'anyone' && operation.id !== 'getMetrics');
    expect(at('/responses/404') !== undefined).toBe(operation.codes.includes('not_found'));
  });

  it.each(EVERY_OPERATION.filter(({ bySessionAlone }) => bySessionAlone))(
    'says that $id is for no token',
    ({ method, path }) => {
      const at = `/paths/${path}/${method.toLowerCase()}/security`;
      expect(objects.find((one) => one.at === at)?.value).toEqual([{ session: [] }]);
    },
  );

  it('says which parameters are lists, and which a number', () => {
    const [list] = EVERY_OPERATION.filter(({ id }) => id === 'listSecrets');
    const parameters = objects.find(({ at }) => at === `/paths/${list?.path}/get/parameters`)?.value;
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'env', in: 'query', schema: expect.objectContaining({ type: 'array' }) }),
    );
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'tag',
        schema: expect.objectContaining({ items: expect.objectContaining({ type: 'string' }) }),
      }),
    );
    const schema = { type: 'integer', minimum: 1, maximum: 200, default: 50 };
    expect(parameters).toContainEqual({ name: 'limit', in: 'query', required: false, schema });
  });
});
