import { ListSecretVersionIdsCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '@/lib/services/testing/admin-client';
import { createChangesHandler } from '@/lib/sync/changes/describe-changed';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { createInventoryHandler } from '@/lib/sync/inventory/sync-inventory';
import { toJobData } from '@/lib/sync/queues';
import { driveWorld } from '@/lib/sync/testing/drive-world';
import { readInventory, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createVersionsHandler } from './look-at-versions';

const never = new AbortController().signal;
const [scope] = seededScopes;
if (!scope) throw new Error('no scope');
const place = scope;
const job = { ...toJobData(scope.id), asked: true };

let fixture: SyncFixture;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 27, historyDays: 0, quotas: false }, scopes: [scope] });
  await createHistoryHandler(fixture.ctx, [])(job, never);
  await createInventoryHandler(fixture.ctx)(job, never);
});
afterAll(async () => fixture.stop());

const look = async () => createVersionsHandler(fixture.ctx)(job, never);
const rowOf = async (name: string) => (await readInventory(fixture.ctx)).find((row) => row.name === name);
async function madeAt(id: string): Promise<Date | undefined> {
  const answer = await adminClient(fixture.local.url, place).send(new ListSecretVersionIdsCommand({ SecretId: id }));
  return answer.Versions?.find(({ VersionStages }) => VersionStages?.includes('AWSCURRENT'))?.CreatedDate;
}

describe('the age of a value', { timeout: 60_000 }, () => {
  it('is known to two seconds from the call that wrote it, without a look at the versions', async () => {
    const world = driveWorld(fixture.local.url, scope);
    await world.create('aged/one');
    await world.put('aged/one', 'CANARY-2');
    await world.tag('aged/one', 'team', 'payments');
    await expect
      .poll(
        async () => {
          await createHistoryHandler(fixture.ctx, [])(job, never);
          await createChangesHandler(fixture.ctx)(job, never);
          return (await rowOf('aged/one'))?.tags;
        },
        { timeout: 10_000 },
      )
      .toEqual({ team: 'payments' });
    const { notBefore, notAfter } = (await rowOf('aged/one'))?.valueChangedAt ?? {};
    const truth = (await madeAt('aged/one'))?.getTime() ?? NaN;
    expect(notBefore?.getTime()).toBeLessThanOrEqual(truth);
    expect(notAfter?.getTime()).toBeGreaterThanOrEqual(truth);
    expect((notAfter?.getTime() ?? NaN) - (notBefore?.getTime() ?? NaN)).toBeLessThanOrEqual(2_000);
  });

  it('is looked up at a trickle for all others, once', async () => {
    await fixture.fault({ kind: 'denied', operation: 'ListSecretVersionIds', count: 1 });
    const startedAt = performance.now();
    await expect(look()).resolves.toEqual({ afterSeconds: 0 });
    const rows = (await readInventory(fixture.ctx)).filter(({ deletion }) => deletion === null);
    const exact = rows.filter(
      ({ valueChangedAt: { notBefore, notAfter } }) => notBefore && notBefore.getTime() === notAfter?.getTime(),
    );
    // The one that was refused is tried again in hours; a secret that never changed is exact as it is.
    expect(exact.length).toBeGreaterThanOrEqual(rows.length - 1);
    expect((performance.now() - startedAt) / rows.length).toBeGreaterThan(150);
    for (const { arn, valueChangedAt } of exact.slice(0, 5)) expect(valueChangedAt.notAfter).toEqual(await madeAt(arn));
    await expect(look()).resolves.toEqual({ afterSeconds: 300 });
  });

  it('waits for hours where the role may not look', async () => {
    await fixture.fault({ kind: 'denied', operation: 'ListSecretVersionIds' });
    for (const name of ['late/a', 'late/b', 'late/c', 'late/d'])
      await driveWorld(fixture.local.url, scope).create(name);
    await createInventoryHandler(fixture.ctx)(job, never);
    await expect(look()).resolves.toEqual({ afterSeconds: 6 * 3_600 });
    await fixture.clearFaults();
  });
});
