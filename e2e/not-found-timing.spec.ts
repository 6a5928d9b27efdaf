import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import type { Operation } from '@/lib/contract/operation';
import { toPath } from './trust/matrix/to-path';
import { ROWS } from './trust/matrix/rows';
import { makeSample } from './trust/matrix/make-sample';
import { expectStatus, samplesFor, type Place, type Sample } from './trust/matrix/samples';
import { RESTRICTED } from './trust/people';
import { expect, test } from './trust/test';
import { areApart, compareTimes, PAIRS } from './trust/timing/tell-apart';
import type { Answered, Asked } from './trust/world/client';
import { Person } from './trust/world/person';
import type { Estate } from './trust/world/start-estate';
import type { Survey } from './trust/world/survey';

const LONG = process.env.KEYLEDGER_LONG === '1';
/** Those of each way to find what is asked about; the others, which find it as one of these does, are timed where there is time. */
const EACH_WAY = [
  'getSecret',
  'listVersions',
  'listSecretAccess',
  'getRun',
  'getLedgerEntry',
  'getPrincipal',
  'revealSecret',
  'requestSync',
  'endMySession',
  'renameView',
  'deleteView',
];
/** The same, where something of theirs is hidden from whoever asks. */
const BESIDES = ['getReview', 'getWave', 'annotateSecret'];
const isTimed = (id: string): boolean => LONG || EACH_WAY.includes(id) || BESIDES.includes(id);

test.describe.configure({ timeout: 600_000 });

/** Sees one account of three, and all that is asked of it there. */
const WHO = 'in an account';
const GRANTS = RESTRICTED[WHO] ?? [];
/** Asked first and not counted, so that whatever is compiled or kept at a first time is. */
const WARM = 10;
/** Of the dearest of routes a person may ask for twenty a minute. */
const ASKERS = 10;
/** Twice, each as somebody else: what one lot shows by chance the next does not. */
const LOTS = 2;

function sampleOf(operation: Operation, place: Place, survey: Survey): Sample | undefined {
  const row = ROWS[operation.id] ?? { about: 'none' };
  return samplesFor(operation, row, GRANTS, survey).find((sample) => sample.place === place);
}

/** Every route that is about one thing by its id, of which something is hidden from this person, who may ask it. */
const aboutOneThing = (survey: Survey): Operation[] =>
  EVERY_OPERATION.filter((operation) => {
    const row = ROWS[operation.id];
    if (row === undefined || sampleOf(operation, 'outside', survey) === undefined) return false;
    return expectStatus(operation, row, { grants: GRANTS }, 'outside') === 404 && isTimed(operation.id);
  });

/** What only exists once it is made is made by somebody else. */
async function hiddenIdOf(operation: Operation, { estate, survey }: { estate: Estate; survey: Survey }) {
  const { id = '', made } = sampleOf(operation, 'outside', survey) ?? {};
  return made ? makeSample(estate, made, WHO) : id;
}

function toAsked(operation: Operation, id: string): Asked {
  const path = toPath(operation.path, id);
  if (operation.method !== 'POST') return { method: operation.method, path };
  const body = JSON.stringify(ROWS[operation.id]?.body?.({ id }));
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body };
}

/** What differs between any two answers: the request's own id, the clock, and what is left of the minute. */
function toComparable({ status, headers, text }: Answered, id: string): unknown {
  const same = Object.entries(headers).filter(
    ([name]) => !/^(date|x-request-id|ratelimit.*|x-ratelimit.*)$/.test(name),
  );
  const body = text.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(id, 'ID');
  return { status, headers: Object.fromEntries(same), body };
}

const openPeople = (estate: Estate, subject: string): Promise<Person[]> =>
  Promise.all(
    Array.from({ length: ASKERS }, async (_, at) => {
      const { cookie } = await estate.openSession(WHO, `${subject} ${at}`);
      return new Person(estate.client, cookie);
    }),
  );

/** The people take turns: what is asked in a minute is counted by person. */
async function timePairs(people: readonly Person[], first: Asked, second: Asked): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let pair = -WARM; pair < PAIRS; pair++) {
    const person = people[(pair + WARM) % people.length];
    if (!person) throw new Error('nobody asks');
    // Each comes first in every other pair.
    for (const which of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { ms, status } = await person.send(which === 0 ? first : second);
      if (status === 429) throw new Error(`too many requests: ${first.path}`);
      if (pair >= 0) times[which].push(ms);
    }
  }
  return times;
}

test('what may not be seen is answered as what is not there, to the letter and within the noise of the clock', async ({
  estate,
  survey,
}) => {
  const wrong: string[] = [];
  const operations = aboutOneThing(survey);
  for (const operation of operations) {
    const hidden = await hiddenIdOf(operation, { estate, survey });
    const absent = sampleOf(operation, 'absent', survey)?.id ?? '';
    const [ofHidden, ofAbsent] = [toAsked(operation, hidden), toAsked(operation, absent)];
    const apart: string[] = [];
    for (let lot = 0; lot < LOTS; lot++) {
      const people = await openPeople(estate, `${operation.id} ${lot}`);
      const { cookie } = await estate.openSession(WHO, `${operation.id} ${lot}`);
      const person = new Person(estate.client, cookie);
      const answers = await Promise.all([ofHidden, ofAbsent].map((asked) => person.send(asked)));
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      const [one, other] = answers.map((answer, index) => toComparable(answer, index === 0 ? hidden : absent));
      expect(one, operation.id).toEqual(other);
      const found = compareTimes(...(await timePairs(people, ofAbsent, ofHidden)));
      if (!areApart(found)) break;
      apart.push(`${operation.id}: ${JSON.stringify(found)}`);
    }
    if (apart.length === LOTS) wrong.push(...apart);
  }
  expect(wrong).toEqual([]);
  expect(operations.map(({ id }) => id)).toEqual(expect.arrayContaining(EACH_WAY));
});

test('what may be seen is told from what is not there by the same clock, so that it can tell', async ({
  estate,
  survey,
}) => {
  const operation = EVERY_OPERATION.find(({ id }) => id === 'getSecret');
  if (!operation) throw new Error('no route reads a secret');
  const [seen, absent] = (['inside', 'absent'] as const).map((place) => sampleOf(operation, place, survey)?.id ?? '');
  const people = await openPeople(estate, 'told apart');
  const times = await timePairs(people, toAsked(operation, absent ?? ''), toAsked(operation, seen ?? ''));
  expect(areApart(compareTimes(...times))).toBe(true);
});
