import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Store } from '@/lib/domain/ports/store';
import type { Scope } from '@/lib/domain/scope';
import { keepTrailFiles } from '@/lib/local-aws/trail-files/write-trail-files';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';
import { lookUpCalls, readEvents, seededScopes, startSyncFixture, type SyncFixture } from './sync-fixture';

const HOUR = 3_600_000;

export interface TrailFolder {
  fixture: SyncFixture;
  /** Holds what the trail of the local AWS has delivered so far, in CloudTrail's folders. */
  folder: string;
  stop(): Promise<void>;
}

const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'keyledger-trail-'));

/** A folder that goes with the test. */
export async function freshFolder(): Promise<string> {
  const made = await makeFolder();
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** A store that goes with the test. */
export async function freshStore(scopes: readonly Scope[] = seededScopes): Promise<TestStore> {
  const fresh = await startTestStore(scopes);
  onTestFinished(() => fresh.stop());
  return fresh;
}

/** A local AWS with a day of history, and its trail's files in a folder. */
export async function startTrailFolder(local: { secrets: number }): Promise<TrailFolder> {
  const fixture = await startSyncFixture({ local: { historyDays: 1, quotas: false, ...local } });
  const folder = await makeFolder();
  const files = keepTrailFiles(fixture.local.world, folder);
  await files.written;
  await files.stop();
  return {
    fixture,
    folder,
    async stop() {
      await rm(folder, { recursive: true });
      await fixture.stop();
    },
  };
}

/**
 * The calls of the last day that a store knows of, and those that LookupEvents tells of; without its last hour, of which
 * not all is delivered yet, and its first, which may have begun before there was a trail.
 */
export async function callsOfBoth(
  { ctx }: SyncFixture,
  store: Store,
): Promise<{ imported: string[]; looked: string[] }> {
  const [from, to] = [new Date(Date.now() - 23 * HOUR), new Date(Date.now() - HOUR)];
  const imported = (await readEvents({ ...ctx, store }))
    .filter(({ at }) => at >= from && at < to)
    .map((event) => event.sharedEventId ?? event.eventId);
  const looked: string[] = [];
  for (const scope of seededScopes) looked.push(...(await lookUpCalls(ctx, scope, { from, to })));
  return { imported, looked };
}
