import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { holds, type Grant } from '@/lib/domain/grant';
import { everyPage, PAGE_ROWS } from './trust/matrix/page-rows';
import { ROWS, type Subject } from './trust/matrix/rows';
import { samplesFor, type Sample } from './trust/matrix/samples';
import { PEOPLE } from './trust/people';
import { expect, test } from './trust/test';
import { Person } from './trust/world/person';
import type { Survey } from './trust/world/survey';

// It asks for everything as everybody.
test.describe.configure({ timeout: 600_000 });

test('every page has a row, and every row is a page', () => {
  expect(Object.keys(PAGE_ROWS).toSorted()).toEqual(everyPage().toSorted());
});

/** By what a page is about, the route that reads it. */
const READING: Partial<Record<Subject, string>> = {
  secret: 'getSecret',
  principal: 'getPrincipal',
  account: 'getAccount',
  review: 'getReview',
  wave: 'getWave',
  question: 'getEventQuestion',
  entry: 'getLedgerEntry',
  none: 'getMe',
};

/** Those of the route that reads what the page is about. */
function samplesOf(address: string, grants: readonly Grant[], survey: Survey): Sample[] {
  const about = PAGE_ROWS[address]?.about ?? 'none';
  const operation = EVERY_OPERATION.find(({ id }) => id === READING[about]);
  if (!operation) throw new Error(`no route reads what ${address} is about`);
  return samplesFor(operation, ROWS[operation.id] ?? { about: 'none' }, grants, survey);
}

/** What someone is shown: the page, that it is not permitted, that it is not there, or another address. */
type Shown = 'page' | 'not permitted' | 'nothing granted' | 'not found' | `to ${string}`;

function toShown({ status, text, headers }: Awaited<ReturnType<Person['send']>>): Shown | number {
  if (status === 307) return `to ${String(headers['location']).replace(/^https?:\/\/[^/]+/, '')}`;
  if (status === 404) return 'not found';
  if (status !== 200) return status;
  if (text.includes('Nothing is granted to you')) return 'nothing granted';
  return text.includes('>Not permitted<') ? 'not permitted' : 'page';
}

function expectShown(address: string, grants: readonly Grant[] | null, { place }: Sample, path: string): Shown {
  const { needs, needsToo, leadsTo } = PAGE_ROWS[address] ?? { needs: 'signed-in' };
  if (needs === 'anyone') return 'page';
  if (grants === null) return path === '/' ? 'to /sign-in' : `to /sign-in?next=${encodeURIComponent(path)}`;
  if (grants.length === 0) return 'nothing granted';
  if (leadsTo) return `to ${leadsTo}`;
  if (needs !== 'signed-in' && !holds(grants, needs)) return 'not permitted';
  if (needsToo && !holds(grants, needsToo)) return 'not permitted';
  return place === 'inside' ? 'page' : 'not found';
}

test('every page shows everybody what the tables say', async ({ estate, survey }) => {
  const wrong: string[] = [];
  let looked = 0;
  for (const [who, grants] of [['a stranger', null] as const, ...Object.entries(PEOPLE)]) {
    const person = new Person(estate.client, grants ? await estate.cookieOf(who) : '');
    const look = async (address: string, sample: Sample) => {
      const path = address.replace(/\[\w+\]/, sample.id);
      const shown = toShown(await person.send({ path }));
      const expected = expectShown(address, grants, sample, path);
      looked += 1;
      if (shown !== expected) wrong.push(`${who}, ${address}, ${sample.place}: ${shown}, not ${expected}`);
    };
    for (const address of Object.keys(PAGE_ROWS))
      await Promise.all(samplesOf(address, grants ?? [], survey).map((sample) => look(address, sample)));
  }
  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThan(Object.keys(PEOPLE).length * Object.keys(PAGE_ROWS).length);
});
