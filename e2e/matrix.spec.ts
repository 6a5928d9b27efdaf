import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import type { Operation } from '@/lib/contract/operation';
import { problem } from '@/lib/contract/problem';
import { STATUS_OF } from '@/lib/domain/errors';
import type { Grant } from '@/lib/domain/grant';
import { ROWS, type Row } from './trust/matrix/rows';
import { toPath } from './trust/matrix/to-path';
import { makeSample } from './trust/matrix/make-sample';
import { expectStatus, samplesFor, type Place, type Sample } from './trust/matrix/samples';
import { PEOPLE, STRANGER } from './trust/people';
import { expect, test } from './trust/test';
import { makeTokens } from './trust/tokens';
import { METRICS_TOKEN, type Estate } from './trust/world/start-estate';
import type { Survey } from './trust/world/survey';

// It asks for everything as everybody.
test.describe.configure({ timeout: 600_000 });

test('every route has a row, and every row is a route', () => {
  expect(Object.keys(ROWS).toSorted()).toEqual(EVERY_OPERATION.map(({ id }) => id).toSorted());
  for (const { id, method, path } of EVERY_OPERATION) {
    const row = ROWS[id];
    // A file is one of a few names that the contract lists, and of nobody's more than another's.
    expect(path.replace('{file}', '').includes('{') && row?.about === 'none', `${id} is about something`).toBe(false);
    expect(method === 'POST' && row?.body === undefined, `${id} says something`).toBe(false);
  }
});

interface Asker {
  who: string;
  /** null: of nobody. */
  grants: readonly Grant[] | null;
  /** What says who it is; one of several in turn, each with its own limit of refusals. */
  headers: readonly Record<string, string>[];
  byToken?: boolean;
}

/** As somebody, with the id of the sample in its path. */
async function ask(estate: Estate, operation: Operation, row: Row, sample: Sample, { headers }: Asker) {
  const isPost = operation.method === 'POST';
  const nth = EVERY_OPERATION.findIndex(({ id }) => id === operation.id);
  return estate.client.send({
    method: operation.method,
    path: toPath(operation.path, sample.id),
    headers: {
      ...headers[nth % headers.length],
      ...(isPost && { 'content-type': 'application/json' }),
      ...(operation.id === 'getMetrics' && { authorization: `Bearer ${METRICS_TOKEN}` }),
    },
    ...(isPost && { body: JSON.stringify(row.body?.(sample)) }),
  });
}

interface World {
  estate: Estate;
  survey: Survey;
}

interface Tried {
  where: string;
  place: Place;
  expected: number;
  status: number;
}

/** Asks for each sample of a route; an answer that is none of the contract fails. */
async function tryRoute({ estate, survey }: World, asker: Asker, operation: Operation) {
  const { who, grants, byToken } = asker;
  const row = ROWS[operation.id] ?? { about: 'none' };
  const tried: Tried[] = [];
  for (const sample of samplesFor(operation, row, grants ?? [], survey)) {
    const { place } = sample;
    const expected = expectStatus(operation, row, { grants, byToken }, place);
    const id = sample.made ? await makeSample(estate, sample.made, who) : sample.id;
    const answer = await ask(estate, operation, row, { ...sample, id }, asker);
    const where = `${who}: ${operation.id} ${sample.made ?? id}, ${place}`;
    tried.push({ where, place, expected, status: answer.status });
    expect(answer.headers['cache-control'], where).toContain('no-store');
    if (answer.status >= 400) {
      const said = problem.safeParse(JSON.parse(answer.text));
      expect(said.data && STATUS_OF[said.data.code], `${where}: ${answer.text.slice(0, 300)}`).toBe(answer.status);
    }
    if (answer.status === 200 && operation.contentType === undefined)
      expect(operation.answer.safeParse(JSON.parse(answer.text)).error, where).toBeUndefined();
  }
  return tried;
}

const WHO: readonly (readonly [string, readonly Grant[] | null])[] = [[STRANGER, null], ...Object.entries(PEOPLE)];

async function everybody(estate: Estate): Promise<Asker[]> {
  const people = WHO.map(async ([who, grants]): Promise<Asker> => ({
    who,
    grants,
    headers: grants ? [{ cookie: await estate.cookieOf(who) }] : [{}],
  }));
  const [made, again] = [await makeTokens(estate), await makeTokens(estate)];
  const tokens = made.map(({ who, grants, token }, nth): Asker => ({
    who,
    grants,
    headers: [token, again[nth]?.token].map((one) => ({ authorization: `Bearer ${one}` })),
    byToken: true,
  }));
  return [...(await Promise.all(people)), ...tokens];
}

test('every route answers everybody, inside and outside what they are granted, as the tables say', async ({
  estate,
  survey,
}) => {
  const tried: Tried[] = [];
  for (const asker of await everybody(estate)) {
    const routes = EVERY_OPERATION.map((operation) => tryRoute({ estate, survey }, asker, operation));
    tried.push(...(await Promise.all(routes)).flat());
  }
  expect(tried.filter(({ status, expected }) => status !== expected)).toEqual([]);
  for (const place of ['inside', 'seen', 'outside', 'absent'] satisfies Place[])
    expect(tried.filter((one) => one.place === place).length, `samples ${place}`).toBeGreaterThan(20);
});
