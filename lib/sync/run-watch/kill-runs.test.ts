import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import { HUNG_AFTER_MS } from '@/lib/domain/rotation/follow-run';
import { isEnded, type RotationRun } from '@/lib/domain/run';
import { rotationSteps, versionWith, type Secret } from '@/lib/local-aws/world/secret';
import { rotateSecret } from '@/lib/services/rotate-secret';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { createHousekeeper } from '@/lib/sync/housekeeping/keep-house';
import { toJobData } from '@/lib/sync/queues';
import { startWorker } from '@/lib/sync/start-worker';
import { createRandom } from '@/lib/sync/testing/campaign/random';
import type { DyingPlan } from '@/lib/sync/testing/killed-at-step';
import { spawnEntry } from '@/lib/sync/testing/spawn-entry';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { createRunWatcher } from './watch-run';

const LONG = process.env.KEYLEDGER_LONG === '1';
const SEED = Number(process.env.KEYLEDGER_SEED ?? 20_261_128);
const KILLS = Number(process.env.KEYLEDGER_KILLS ?? (LONG ? 100 : 5));
const UNTIL = { timeout: 240_000, interval: 100 };
/** What is asked of store, AWS and queue for one rotation, from its button to its end, and some more looks at one that takes longer. */
const STEPS = 26;
const WHEN = ['before', 'during', 'after'] as const;
const LONGEST_MS = 12;
const FAILS = 0.3;

let world: ServicesWorld;
const random = createRandom(SEED);
const pick = <T>(of: readonly T[]): T => {
  const one = of[Math.floor(random() * of.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

beforeAll(async () => {
  world = await startServicesWorld({
    // Enough for a secret of its own for each rotation.
    local: { secrets: 400, rotationStepMs: 8, rotationRetryMs: 3_600_000, latencyMs: 4 },
    config: { historyPollSeconds: 3_600, inventoryPollSeconds: 3_600 },
  });
}, 120_000);
afterAll(() => world.stop());

interface Asked {
  plan: DyingPlan;
  secret: Secret;
  isToFail: boolean;
  before: string | undefined;
}

/** Secrets that a function rotates and that nothing keeps from it, as AWS has them. */
async function findRotatable(): Promise<{ id: string; secret: Secret }[]> {
  const secrets = new Map([...world.local.world.scopes.values()].flatMap(({ byArn }) => [...byArn]));
  return (await readInventory(world.ctx)).flatMap(({ id, arn }) => {
    const secret = secrets.get(arn);
    const isFree = secret && !secret.deletion && !secret.primaryRegion && !versionWith(secret, 'AWSPENDING');
    const isRotated = secret?.rotation?.enabled && secret.rotation.lambdaArn;
    return isFree && isRotated && Object.keys(secret.outcome).length === 0 ? [{ id, secret }] : [];
  });
}

/** The process asks for a rotation, and is dead when this returns. */
async function killOne({ id, secret }: { id: string; secret: Secret }, step: number): Promise<Asked> {
  const isToFail = random() < FAILS;
  if (isToFail) secret.nextOutcome = { failAt: pick(rotationSteps) };
  const [when, milliseconds, before] = [pick(WHEN), Math.floor(random() * LONGEST_MS), versionWith(secret, 'AWSCURRENT')?.id]; // prettier-ignore
  const { arn, name } = secret;
  const plan = { secretId: id, arn, name, idempotencyKey: randomUUID(), step, when, milliseconds };
  const { appUrl } = world.database;
  const dying = await spawnEntry('killed-at-step.ts', [appUrl, world.local.url, JSON.stringify(plan)]);
  const [code, signal] = dying.process.signalCode ? [null, 'SIGKILL'] : await once(dying.process, 'exit');
  expect({ plan, code, signal }).toMatchObject({ signal: 'SIGKILL' });
  return { plan, secret, isToFail, before };
}

/** As whoever had no answer presses the same button again. */
async function pressAgain({ plan: { secretId, name, idempotencyKey } }: Asked): Promise<string | null> {
  const input = { reason: 'campaign', confirmName: name };
  return rotateSecret(world.as('admin'), { id: secretId, input, idempotencyKey }).then(
    ({ runId }) => runId,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'conflict' });
      return null;
    },
  );
}

const started = ({ arn }: Secret) =>
  [...world.local.world.scopes.values()]
    .flatMap(({ trail }) => [...trail.live])
    .filter((event) => event.name === 'RotationStarted' && JSON.stringify(event.toRecord()).includes(arn));
const runsOf = async (secretId: string): Promise<RotationRun[]> =>
  world.ctx.store.runs.list(EVERYTHING, { secretId, limit: 50, before: null });

/** What ends only with time, where AWS was never asked. */
async function letTimePass(): Promise<void> {
  const later = { ...world.ctx, now: () => new Date(Date.now() + HUNG_AFTER_MS + 60_000) };
  const never = new AbortController().signal;
  for (const { id } of await world.ctx.store.runs.active()) await createRunWatcher(later, [])(toJobData(id), never);
  await createHousekeeper(later)(toJobData('all'), never);
}

async function expectTruth({ plan, secret, isToFail, before }: Asked, again: string | null): Promise<string> {
  const rotations = started(secret).length;
  const [runs, entries] = [await runsOf(plan.secretId), await world.ctx.store.ledger.list(EVERYTHING, { secretId: plan.secretId, limit: 100, beforeSeq: null })]; // prettier-ignore
  const told = { plan, rotations, runs: runs.map(({ id, state }) => `${id} ${state}`) };
  expect({ ...told, ok: rotations <= 1 && runs.length <= 1 }).toEqual({ ...told, ok: true });
  const [run] = runs;
  const current = versionWith(secret, 'AWSCURRENT')?.id;
  const truth = rotations === 0 ? 'unasked' : isToFail ? 'failed' : 'succeeded';
  // Nothing that AWS began is unknown here, and what it never began is claimed by nobody.
  expect({ ...told, end: run?.state }).toEqual({ ...told, end: truth === 'unasked' ? run && 'unknown' : truth });
  expect({ ...told, current }).toEqual({ ...told, current: truth === 'succeeded' ? run?.id : before });
  expect({ ...told, again: again ?? run?.id }).toEqual({ ...told, again: run?.id });
  const phases = entries.filter(({ actId }) => actId === run?.id);
  const ends = phases.filter(({ detail }) => typeof detail['runState'] === 'string');
  expect({ ...told, ends: ends.map(({ detail }) => detail['runState']) }).toEqual({ ...told, ends: run ? [run.state] : [] }); // prettier-ignore
  expect(phases.filter(({ phase }) => phase === 'asked')).toHaveLength(run ? 1 : 0);
  return truth;
}

it(
  `a worker killed at each step, ${KILLS} times: one rotation asked for is one, and its end is never wrong (seed ${SEED})`,
  { timeout: LONG ? 3_600_000 : 300_000 },
  async () => {
    const rotatable = await findRotatable();
    const asked: { one: Asked; again: string | null }[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const at = Math.floor(random() * rotatable.length);
      const [next] = rotatable.splice(at, 1);
      if (!next) throw new Error('no secret is left');
      // Each step has its turn before chance decides; a short campaign has some of each part.
      const step = KILLS < STEPS ? 1 + Math.floor(((kill + random()) * STEPS) / KILLS) : 1 + (kill % STEPS);
      const one = await killOne(next, step);
      asked.push({ one, again: await pressAgain(one) });
    }
    const worker = await startWorker(world.ctx, { databaseUrl: world.database.appUrl, pollSeconds: 0.5 });
    try {
      // How one failed that nobody followed for minutes is behind newer events: the history tells it.
      for (const { id } of world.scopes) await world.ctx.jobs.requestSync(id);
      const begun = new Set(asked.flatMap(({ one: { secret } }) => (started(secret).length > 0 ? [secret.arn] : [])));
      const left = async (): Promise<string[]> =>
        (await world.ctx.store.runs.active()).flatMap(({ arn, state, message }) =>
          begun.has(arn) ? [`${arn} ${state} ${message}`] : [],
        );
      await expect.poll(left, UNTIL).toEqual([]);
    } finally {
      await worker.stop();
    }
    await letTimePass();
    expect((await world.ctx.store.runs.active()).filter(({ state }) => !isEnded(state))).toEqual([]);
    const truths: string[] = [];
    for (const { one, again } of asked) truths.push(await expectTruth(one, again));
    expect(await world.ctx.store.ledger.verify()).toMatchObject({ brokenAt: null });
    // The campaign has seen all there is to see.
    expect(KILLS < 20 || new Set(truths).size === 3).toBe(true);
  },
);
