import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WaveStarter } from '@/lib/domain/ports/wave-store';
import type { WaveProgress } from '@/lib/domain/wave/plan-next';
import { makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const [near, far] = [makeScope(), makeScope('111122223333', 'us-east-1')];
const secretsIn = (region: string, count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => makeSecret({ name: `${prefix}/${at}`, region, environment: 'dev' }));
const many = secretsIn(near.region, 70, 'near');
const few = secretsIn(far.region, 5, 'far');
const others = secretsIn(near.region, 20, 'others');
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([near, far]);
  await applyListing(test.store, near.id, [...many, ...others]);
  await applyListing(test.store, far.id, few);
});
afterAll(() => test.stop());

const starter: WaveStarter = {
  person: { issuer: 'i', subject: 's', name: 'n', email: null, persona: null, groups: [], claims: {} },
  token: null,
};

async function startWave(id: string, secrets: readonly ReturnType<typeof makeSecret>[]): Promise<void> {
  const pace = { concurrency: 50, pauseSeconds: 0, stopAfter: null };
  const origin = { kind: 'ids' as const, principal: null, since: null, review: null };
  const items = secrets.map(({ id: secretId, secret }) => ({
    id: secretId,
    rank: 0,
    depth: 0,
    name: secret.name,
    environment: 'dev',
    dependsOn: [],
  }));
  await test.store.waves.draft({ id, name: id, ...pace, origin, at: NOW, by: { id: 'i|s', name: 'n' } }, items, 20);
  await test.store.waves.start(id, { starter, reason: null, typedName: false, at: NOW });
}

/** Begins all that may, and says how many were ready and how many that were. */
async function step(id: string, now: Date): Promise<{ ready: number; begun: number }> {
  let seen: WaveProgress | null = null;
  const stepped = await test.store.waves.advance(id, now, (progress) => {
    seen = progress;
    return progress.ready > 0 ? { do: 'begin', count: progress.ready } : { do: 'wait', milliseconds: 1 };
  });
  return { ready: (seen as WaveProgress | null)?.ready ?? NaN, begun: stepped?.begun.length ?? NaN };
}

it('what AWS allows in a second is shared by all waves in an account and region, and by no other', async () => {
  await startWave('first', [...many, ...few]);
  await startWave('second', others);
  expect(await step('first', NOW)).toEqual({ ready: 55, begun: 55 });
  // The other wave has none left where the first used it up.
  expect(await step('second', after(400))).toEqual({ ready: 0, begun: 0 });
  expect(await step('first', after(900))).toEqual({ ready: 0, begun: 0 });
  expect(await step('second', after(1100))).toEqual({ ready: 20, begun: 20 });
  expect(await step('first', after(1200))).toEqual({ ready: 20, begun: 20 });
});

it('of several at the same moment none begins what another did', async () => {
  const more = secretsIn(near.region, 60, 'more');
  await applyListing(test.store, near.id, [...many, ...others, ...more], after(5000));
  await startWave('third', more.slice(0, 30));
  await startWave('fourth', more.slice(30));
  const begun = await Promise.all(['third', 'fourth', 'third', 'fourth'].map((id) => step(id, after(10_000))));
  expect(begun.reduce((sum, one) => sum + one.begun, 0)).toBe(50);
});
