import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { findVersionWithStage } from '@/lib/domain/secret';
import type { Bend } from '@/lib/local-aws/bends/bend';
import type { LocalAws } from '@/lib/local-aws/start';
import { cancelRotation } from '@/lib/services/cancel-rotation';
import { clearPending } from '@/lib/services/clear-pending';
import { scopesQuery } from '@/lib/contract/scopes-list';
import { listScopes } from '@/lib/services/list-scopes';
import { listVersions } from '@/lib/services/list-versions';
import { revealSecret } from '@/lib/services/reveal-secret';
import { rollBack } from '@/lib/services/roll-back';
import { rotateSecret } from '@/lib/services/rotate-secret';
import { actorAs } from '@/lib/services/testing/actor-as';
import { toJobData } from './queues';
import { createRunWatcher } from './run-watch/watch-run';
import { startForeignAws, startForeignFixture, type ForeignFixture } from './testing/foreign-fixture';

const PROD = 'prod/payments/db';
const reason = 'a test of it';

let local: LocalAws;
let foreign: ForeignFixture;
let admin: Context;
beforeAll(async () => {
  local = await startForeignAws();
});
afterAll(() => local.close());
beforeEach(async () => {
  foreign = await startForeignFixture(local);
  admin = { ...foreign.ctx, actor: actorAs('admin'), requestId: 'request-of-test' };
});
afterEach(() => foreign.stop());

async function row(name = PROD): Promise<InventoryRow> {
  const found = (await foreign.rows()).find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no secret ${name}`);
  return found;
}

/** Oldest first: phase, and whether AWS knew the person. */
const ledger = async () =>
  (await admin.store.ledger.list(EVERYTHING, { limit: 100, beforeSeq: null }))
    .toReversed()
    .map(({ action, phase, detail }) => [action, phase, detail['personKnownToAws']]);

const idOf = async (name?: string): Promise<string> => (await row(name)).id;
const reveal = async (name?: string) =>
  revealSecret(admin, { id: await idOf(name), input: { mode: 'fields', reason }, idempotencyKey: undefined });

async function rotate(name = PROD): Promise<string> {
  const input = { reason, confirmName: name };
  const { runId } = await rotateSecret(admin, { id: await idOf(name), input, idempotencyKey: undefined });
  const watch = createRunWatcher(foreign.ctx, []);
  const follow = async (): Promise<void> => {
    const next = await watch(toJobData(runId), new AbortController().signal);
    if (next) await follow();
  };
  await follow();
  return runId;
}

const runOf = (id: string) => admin.store.runs.find(EVERYTHING, id);

describe('acts over an endpoint that is not AWS', { timeout: 60_000 }, () => {
  it.each<[Bend]>([['names-in-arn'], ['arn-without-suffix'], ['account-zeros'], ['describe-missing'], ['nulls']])(
    '%s: a reveal is made with the credentials of the environment, and the ledger says that AWS does not know the person',
    async (bend) => {
      foreign.bend(bend);
      await foreign.syncInventory();
      await expect(reveal()).resolves.toMatchObject({ kind: 'json', stages: ['AWSCURRENT'] });
      expect(await ledger()).toEqual([
        ['secret.reveal', 'asked', undefined],
        ['secret.reveal', 'done', false],
      ]);
      const { items } = await listScopes(admin, scopesQuery.parse({}));
      expect(items[0]?.personKnownToAws).toBe(false);
    },
  );

  it.each<[Bend[]]>([[['no-lookup-events', 'rotate-ends-at-once']], [['lookup-events-500']], [['closes-on-unknown']]])(
    '%j: a rotation is followed by its labels alone, and rolled back',
    async (bends) => {
      foreign.bend(...bends);
      await foreign.syncInventory();
      const before = findVersionWithStage((await row()).versionStages, 'AWSCURRENT') ?? '';
      const runId = await rotate();
      expect(await runOf(runId)).toMatchObject({ state: 'succeeded' });
      expect(findVersionWithStage((await row()).versionStages, 'AWSCURRENT')).toBe(runId);

      const input = { fromVersionId: runId, toVersionId: before, reason };
      await rollBack(admin, { id: await idOf(), input, idempotencyKey: undefined });
      expect(findVersionWithStage((await row()).versionStages, 'AWSCURRENT')).toBe(before);
      const acts = (await ledger()).filter(([, phase, known]) => phase === 'done' && known !== undefined);
      expect(acts).toEqual([
        ['secret.rotate', 'done', false],
        ['secret.recover', 'done', false],
      ]);
    },
  );

  it('pending-rejected-inverse: what the endpoint refuses is told in its own words', async () => {
    foreign.bend('rotate-ends-at-once', 'pending-rejected-inverse');
    await foreign.syncInventory();
    const { name = '' } =
      (await foreign.rows()).find(
        (candidate) =>
          candidate.name !== PROD && candidate.rotation.state === 'healthy' && candidate.rotationLambdaArn !== null,
      ) ?? {};
    await rotate(name);
    await expect(rotate(name)).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('still in progress'),
    });
    const pending = findVersionWithStage((await row(name)).versionStages, 'AWSPENDING') ?? '';
    const input = { versionId: pending, reason };
    await expect(clearPending(admin, { id: await idOf(name), input, idempotencyKey: undefined })).rejects.toMatchObject(
      { code: 'conflict' },
    );
  });

  it('cancel-missing: that the endpoint does not know the call is told, and nothing is called off', async () => {
    foreign.bend('cancel-missing');
    await foreign.syncInventory();
    const input = { reason, confirmName: PROD };
    const asked = cancelRotation(admin, { id: await idOf(), input, idempotencyKey: undefined });
    await expect(asked).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('UnknownOperationException'),
      remedy: expect.stringContaining('The endpoint does not know this call'),
    });
    expect(await row()).toMatchObject({ rotationEnabled: true });
    expect(await ledger()).toEqual([
      ['secret.recover', 'asked', undefined],
      ['secret.recover', 'failed', false],
    ]);
  });

  it('versions-without-labels: they are shown without, and none is taken for the current one', async () => {
    foreign.bend('versions-without-labels');
    await foreign.syncInventory();
    const { versions } = await listVersions(admin, { id: await idOf() });
    expect(versions.length).toBeGreaterThan(0);
    for (const { stages } of versions) expect(stages).toEqual([]);
  });
});
