import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { gatherCrowd, type SignedBy } from './trust/fuzz/crowd';
import { faultsOf } from './trust/fuzz/faults-of';
import { FIRST, toKnown } from './trust/fuzz/known';
import { ROWS } from './trust/matrix/rows';
import { requestOf, toGoodRequest } from './trust/fuzz/requests';
import { expect, test } from './trust/test';
import { makeTokens } from './trust/tokens';
import type { Answered, Asked } from './trust/world/client';
import { METRICS_TOKEN } from './trust/world/start-estate';

const LONG = process.env.KEYLEDGER_LONG === '1';
/** Of each route: 10,000 where there is time, else as many as find what is plainly wrong. */
const REQUESTS = LONG ? 10_000 : 48;
const AT_ONCE = 16;
/** So many that nobody comes near the fewest that any limit of a person allows, 20 a minute; those are tested apart. */
const CROWD = LONG ? 1100 : 40;
const MOST_MEGABYTES = 1400;
/** To play a failure again: the seed that it printed. */
const seed = Number(process.env.KEYLEDGER_FUZZ_SEED ?? randomInt(2 ** 31));

// Chance writes what is valid, too: none of it may meet what others ask.
test.use({ world: 'written to' });
test.describe.configure({ timeout: LONG ? 1_200_000 : 90_000 });

let signed: SignedBy;
test.beforeAll(async ({ estate }) => {
  const tokens = (await makeTokens(estate)).map(({ token }) => token);
  signed = await gatherCrowd(estate, CROWD, tokens);
});

for (const operation of EVERY_OPERATION)
  test(`${operation.id} answers only as documented, whatever it is sent`, async ({ estate, survey }, testInfo) => {
    const { client } = estate;
    const known = await toKnown(operation, { estate, survey });
    const own: Record<string, string> =
      operation.id === 'getMetrics' ? { authorization: `Bearer ${METRICS_TOKEN}` } : {};
    const codes: Record<number, number> = {};
    const since = performance.now();
    const hold = (asked: Asked, answered: Answered) => {
      codes[answered.status] = (codes[answered.status] ?? 0) + 1;
      const faults = faultsOf(operation, asked, answered);
      if (faults.length > 0) throw new Error(JSON.stringify({ seed, faults, asked, answered }).slice(0, 4000));
    };
    // One comes as far as the act, whatever chance does: to be refused at the door tries nothing but the door.
    const [one = { id: '' }] = known.good;
    const { cookie } = await estate.openSession('admin', FIRST);
    const good = toGoodRequest(operation, one);
    const begun = { ...good, headers: { cookie, ...own, ...good.headers } };
    hold(begun, await client.send(begun));
    // Athena is not asked there, so that nobody has a question to find; lib/services/event-questions.test.ts has some.
    const best = ROWS[operation.id]?.about === 'question' ? [[404]] : [[operation.status], [409]];
    expect(best, 'an act that is done, or finds nothing to do').toContainEqual(Object.keys(codes).map(Number));
    const property = fc.asyncProperty(
      fc.array(requestOf(operation, known), { minLength: AT_ONCE, maxLength: AT_ONCE }),
      async (all) => {
        const sent = all.map((asked) => signed({ ...asked, headers: { ...own, ...asked.headers } }));
        const answers = await Promise.all(sent.map((asked) => client.send(asked)));
        for (const [index, asked] of sent.entries()) if (answers[index]) hold(asked, answers[index]);
      },
    );
    // What was asked before has left its traces, so that a smaller example would show something else.
    const { failed, errorInstance } = await fc.check(property, {
      seed,
      numRuns: Math.ceil(REQUESTS / AT_ONCE),
      endOnFailure: true,
    });
    if (errorInstance instanceof Error) throw errorInstance;
    expect(failed).toBe(false);
    const total = Object.values(codes).reduce((sum, count) => sum + count, 0);
    const perSecond = Math.round(total / ((performance.now() - since) / 1000));
    const megabytes = Math.round(estate.webMegabytes());
    const figures = JSON.stringify({ id: operation.id, total, perSecond, codes, megabytes });
    testInfo.annotations.push({ type: 'fuzz', description: figures });
    expect(total).toBeGreaterThanOrEqual(REQUESTS);
    // Whose session ends on the way is refused at the door from then on, as documented, and tries nothing.
    expect((codes[401] ?? 0) / total, 'most of those who ask are signed in').toBeLessThan(0.3);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
    expect((await client.send({ path: '/api/health' })).status).toBe(200);
  });
