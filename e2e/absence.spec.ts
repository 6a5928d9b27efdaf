import { accessList } from '@/lib/contract/access-list';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { groupsList } from '@/lib/contract/groups-list';
import { matrixList } from '@/lib/contract/matrix-list';
import { principalsList } from '@/lib/contract/principals';
import { secretsList } from '@/lib/contract/secrets-list';
import type { SecretItem } from '@/lib/contract/secret-item';
import { scopesList } from '@/lib/contract/scopes-list';
import { PERSONAS } from '@/lib/domain/grant';
import { toScopeId } from '@/lib/domain/scope';
import { ManyPeople } from './trust/absence/many-people';
import { findWords } from './trust/absence/find-words';
import { hiddenWords } from './trust/absence/hidden-words';
import { queriesOf, type Named } from './trust/absence/queries';
import { PAGE_ROWS } from './trust/matrix/page-rows';
import { toPath } from './trust/matrix/to-path';
import { ROWS } from './trust/matrix/rows';
import { samplesFor, type Sample } from './trust/matrix/samples';
import { sees, seesHistory } from './trust/matrix/sees';
import { RESTRICTED } from './trust/people';
import { expect, test } from './trust/test';
import type { Answered } from './trust/world/client';
import { Person } from './trust/world/person';
import type { Survey } from './trust/world/survey';

// It asks for everything as everybody.
test.describe.configure({ timeout: 600_000 });

const LONG = process.env.KEYLEDGER_LONG === '1';
const WHO = Object.entries({ ...RESTRICTED, owner: PERSONAS.owner });
/** Asking for everything takes each some seconds: one by a rule, one by a denial, one by both sights, and the persona. */
const ASKS = LONG
  ? WHO.map(([who]) => who)
  : ['in an account', 'denied a tag', 'history wider than inventory', 'owner'];

/** A secret and a principal that one sees, and ones that one does not. */
function namedFor(grants: (typeof WHO)[number][1], { marked, events }: Survey): Named[] {
  const pick = (wanted: boolean): Named[] => {
    const secret = marked.find((one) => sees(grants, one) === wanted);
    const event = events.find((one) => one.secret?.id === secret?.id);
    return secret ? [{ secret, principal: event?.principal.id ?? secret.id }] : [];
  };
  return [...pick(true), ...pick(false)];
}

interface Address {
  path: string;
  rsc: boolean;
  /** What is posted to it; absent: it is read. */
  body?: unknown;
}

/** What is said where nothing is to be done, of each sample; and of all that match, which is counted. */
function postsFor(grants: (typeof WHO)[number][1], survey: Survey): Address[] {
  const posts = EVERY_OPERATION.filter(({ method }) => method === 'POST').flatMap((operation) => {
    const row = ROWS[operation.id];
    if (!row?.body) return [];
    const samples = samplesFor(operation, row, grants, survey).filter(({ made }) => !made);
    return samples.map((sample) => ({
      path: toPath(operation.path, sample.id),
      rsc: false,
      body: row.body?.(sample),
    }));
  });
  const SEEN = '0'.repeat(64);
  const ofMany = survey.marked.map(({ name }) => ({ filter: { q: name }, total: 1 }));
  return [
    ...posts,
    ...[{ filter: {}, total: 0 }, { ids: survey.marked.map(({ id }) => id) }, ...ofMany].flatMap((chosen) => [
      { path: '/api/annotations/bulk/preview', rsc: false, body: chosen },
      { path: '/api/annotations/bulk', rsc: false, body: { ...chosen, owner: 'x', existing: 'keep', seen: SEEN } },
    ]),
  ];
}

/** Every address that reads: each route with each of its samples and queries, each page as itself and for the router. */
function addressesFor(grants: (typeof WHO)[number][1], survey: Survey): Address[] {
  const named = namedFor(grants, survey);
  const reads = EVERY_OPERATION.filter(({ method }) => method === 'GET').flatMap((operation) => {
    const row = ROWS[operation.id] ?? { about: 'none' };
    const samples = samplesFor(operation, row, grants, survey);
    const queries = queriesOf(operation, named);
    return samples.flatMap(({ id }) => queries.map((query) => toPath(operation.path, id) + query));
  });
  const samples: Record<string, Sample[]> = { none: [{ place: 'inside', id: '' }] };
  for (const [about, id] of [
    ['secret', 'getSecret'] as const,
    ['principal', 'getPrincipal'] as const,
    ['account', 'getAccount'] as const,
    ['review', 'getReview'] as const,
    ['wave', 'getWave'] as const,
  ]) {
    const operation = EVERY_OPERATION.find((one) => one.id === id);
    samples[about] = operation ? samplesFor(operation, { about }, grants, survey) : [];
  }
  const pages = Object.entries(PAGE_ROWS).flatMap(([address, { about }]) =>
    (samples[about] ?? []).flatMap(({ id }) =>
      [false, true].map((rsc) => ({ path: address.replace(/\[\w+\]/, id), rsc })),
    ),
  );
  const broken = ['/api/nowhere', '/api/secrets?nope=1', '/api/access?from=never', '/nowhere'];
  return [...[...reads, ...broken].map((path) => ({ path, rsc: false })), ...pages, ...postsFor(grants, survey)];
}

/** What comes back, with the head; the router is led on to an address of its own once. */
async function read(person: Person, { path, rsc, body }: Address): Promise<Answered> {
  if (body !== undefined) return person.post(path, body);
  const headers = rsc ? { rsc: '1' } : undefined;
  const first = await person.send({ path, headers });
  const to = String(first.headers['location'] ?? '');
  return rsc && to.includes('_rsc') ? person.send({ path: to, headers }) : first;
}

const wholeOf = ({ headers, text }: Answered): string => JSON.stringify(headers) + text;

/** Those that stream whole tables, of which a person gets few a minute. */
const isExport = ({ path }: Address): boolean => /\/export\b|\.csv\b/.test(path);

for (const [who, grants] of WHO.filter(([name]) => ASKS.includes(name)))
  test(`what ${who} may not see is in no answer`, async ({ estate, survey }) => {
    const words = hiddenWords(grants, survey);
    const marks = survey.marked.filter((secret) => !sees(grants, secret));
    // The search would find each of them: no mark of a hidden secret is excused.
    expect(
      marks.every(({ name }) => words.includes(name)),
      'every hidden mark is looked for',
    ).toBe(true);
    expect(marks.length).toBeGreaterThan(0);
    const people = new ManyPeople(estate, who);
    const addresses = addressesFor(grants, survey);
    const found: string[] = [];
    const exported = new Set<string>();
    for (let at = 0; at < addresses.length; at += 8)
      await Promise.all(
        addresses.slice(at, at + 8).map(async (address) => {
          const answer = await people.ask((person) => read(person, address));
          if (answer.status === 200 && isExport(address)) exported.add(address.path.replace(/\?.*/, ''));
          const told = findWords(wholeOf(answer), words, address.path);
          found.push(...told.map((word) => `${address.path}: ${word}`));
        }),
      );
    expect(found).toEqual([]);
    expect(addresses.length).toBeGreaterThan(100);
    for (const path of ['/api/secrets/export', '/api/secrets/export.csv']) expect([...exported]).toContain(path);
  });

test('somebody who sees everything is told each of those words, so that the search can find them', async ({
  estate,
  survey,
}) => {
  const person = new Person(estate.client, await estate.cookieOf('admin'));
  const words = new Set(WHO.flatMap(([, grants]) => hiddenWords(grants, survey)));
  const paths = [
    '/api/secrets?limit=200&pending=include',
    '/secrets?limit=200&pending=include',
    '/api/rotations?limit=200',
    '/api/ledger?limit=200',
    '/api/views',
    '/secrets',
  ];
  const texts = await Promise.all(paths.map(async (path) => wholeOf(await read(person, { path, rsc: false }))));
  const events = await person.pages(accessList, '/api/access?limit=200&from=3d');
  const all = [...texts, JSON.stringify(events)].join('\n');
  // What is known of accounts and keys is told of each secret in them.
  expect([...words].filter((word) => findWords(all, [word], '').length === 0)).toEqual([]);
  expect(
    findWords(
      texts[1] ?? '',
      survey.marked.map(({ leaf }) => leaf),
      '',
    ).length,
  ).toBeGreaterThan(0);
});

const tally = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((one) => one === value).length]));

/** What the facets must say, counted one by one. */
const FACETS: Readonly<Record<string, (secret: SecretItem) => string[]>> = {
  env: ({ environment }) => [environment.value],
  account: ({ account }) => [account],
  state: ({ rotation }) => [rotation.state],
  tag: ({ tags }) =>
    Object.entries(tags).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`),
};

for (const [who, grants] of WHO)
  test(`every number told to ${who} counts what they see, and nothing else`, async ({ estate, survey }) => {
    const person = new Person(estate.client, await estate.cookieOf(who));
    // Read anew: a rotation that is known to have failed since the survey is in every number, too.
    const all = await survey.admin.pages(secretsList, '/api/secrets?limit=200&pending=include');
    const mine = all.flatMap(({ items }) => items).filter((secret) => sees(grants, secret));
    const pages = await person.pages(secretsList, '/api/secrets?limit=7&pending=include');
    const listed = pages.flatMap((page) => page.items);
    expect(listed.map(({ id }) => id).toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
    for (const { total } of pages) expect(total).toBe(mine.length);
    for (const [name, valuesOf] of Object.entries(FACETS)) {
      // The world goes on: a state is what it is now, not what it was when everything was looked over.
      const counted = tally(listed.flatMap(valuesOf));
      const told = Object.entries(pages[0]?.facets ?? {}).find(([facet]) => facet === name)?.[1] ?? [];
      expect(told.length, name).toBeGreaterThan(0);
      for (const { value, count } of told) expect([name, value, count]).toEqual([name, value, counted[value]]);
      if (name !== 'tag') expect(told.length, name).toBe(Object.keys(counted).length);
    }
    const grouped = await person.get(groupsList, '/api/secrets/groups?by=env&pending=include&limit=200');
    expect(Object.fromEntries(grouped.items.map(({ key, count }) => [key, count]))).toEqual(
      tally(mine.map(({ environment }) => environment.value)),
    );
    const top = await person.get(groupsList, '/api/secrets/groups?pending=include&limit=1');
    expect(top.secrets).toBe(mine.length);
    const matrix = await person.pages(matrixList, '/api/secrets/matrix?limit=200');
    expect(matrix[0]?.totals.all).toBe(new Set(mine.map(({ service, leaf }) => JSON.stringify([service, leaf]))).size);
    const inCells = matrix.flatMap(({ items }) =>
      items.flatMap(({ cells }) => cells.flatMap(({ secrets }) => secrets.map(({ id }) => id))),
    );
    expect(inCells.toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
    for (const { id, inventory } of (await person.get(scopesList, '/api/scopes')).items) {
      const inScope = mine.filter(({ account, region, replicas }) =>
        [region, ...replicas.map((replica) => replica.region)].some((at) => toScopeId(account, at) === id),
      );
      expect([id, inventory.secrets]).toEqual([id, inScope.length]);
    }

    const period = `from=${new Date(Date.now() - 20 * 3_600_000).toISOString()}&to=${new Date().toISOString()}`;
    const ids = new Set(survey.secrets.filter((secret) => seesHistory(grants, secret)).map(({ id }) => id));
    const query = `/api/access?limit=200&include=histogram&${period}`;
    const [theirs, everything] = await Promise.all([
      person.pages(accessList, query),
      survey.admin.pages(accessList, query).then((found) => found.flatMap(({ events }) => events)),
    ]);
    const expected = everything.filter(({ secret }) => ids.has(secret?.id ?? '')).map(({ eventId }) => eventId);
    expect(theirs.flatMap(({ events }) => events.map(({ eventId }) => eventId)).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(theirs[0]?.histogram?.total).toBe(expected.length);
    for (const { secrets } of (await person.get(principalsList, '/api/principals')).items)
      expect(secrets).toBeLessThanOrEqual(ids.size);
  });
