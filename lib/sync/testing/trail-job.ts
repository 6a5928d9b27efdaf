import 'server-only';
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { addDays, dayOf } from '@/lib/domain/day';
import { ORGANIZATION } from '@/lib/domain/trail/bucket/trail-place';
import type { TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { SystemContext } from '@/lib/domain/ports/context';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { trailBucketOf, type TrailBucket } from '@/lib/local-aws/trail-files/bucket';
import { listKeys } from '@/lib/local-aws/trail-files/list-keys';
import { toJobData } from '@/lib/sync/queues';
import type { Next } from '@/lib/sync/run-job';
import { createTrailHandler } from '@/lib/sync/trail/sync-trail';
import { createTestContext } from './test-context';
import { seededScopes, startSyncFixture, type SyncFixture } from './sync-fixture';
import { freshStore } from './trail-fixture';

/** A bucket that can be written to. */
const MADE = 'copied-trail';

type Credentials = { accessKeyId: string; secretAccessKey: string };

export interface OpenedJob {
  ctx: SystemContext;
  url: string;
  /** What was asked of the bucket: `list PREFIX`, `get KEY`. */
  asked: string[];
  run: (about?: string, signal?: AbortSignal) => Promise<Next>;
  /** Until nothing is due. */
  finish: (about?: string) => Promise<void>;
}

export interface TrailJobFixture extends SyncFixture {
  bucket: TrailBucket;
  settings: TrailSettings;
  /** With a store of its own. */
  open(change?: Partial<TrailSettings>, credentials?: Credentials): Promise<OpenedJob>;
  /**
   * Settings of a bucket with all that the trail's would have, were it that one, which one test may change. `of`: as what
   * bucket its digests are signed.
   */
  copy(of?: TrailBucket): Partial<TrailSettings>;
  keys(): string[];
  bodyOf(key: string): Buffer;
  put(key: string, body: Buffer | string, more?: object): void;
  /** What it was. */
  take(key: string): { body: Buffer; metadata?: object };
}

function toSettings(bucket: TrailBucket, since: string): TrailSettings {
  const organization = bucket.root.split('/').find((part) => ORGANIZATION.test(part)) ?? null;
  const none = { role: null, externalId: null, accounts: null, kmsKey: null, completeReads: null };
  return { ...none, bucket: bucket.name, prefix: '', organization, region: bucket.region, owner: bucket.owner, since, digests: false }; // prettier-ignore
}

/** Notes what is asked of the bucket, and asks it. */
function watch(ctx: SystemContext, asked: string[]): SystemContext {
  const { bucket } = ctx.aws.trail;
  const watched = {
    ...bucket,
    objects: (prefix: string, after?: string) => {
      asked.push(`list ${prefix}`);
      return bucket.objects(prefix, after);
    },
    read: async (key: string) => {
      asked.push(`get ${key}`);
      return bucket.read(key);
    },
  };
  return { ...ctx, aws: { ...ctx.aws, trail: { ...ctx.aws.trail, bucket: watched } } };
}

/** A local AWS whose trail delivers to its bucket, and the worker's job over it, by a clock of its own where one is given. */
export async function startTrailJob(
  local: object,
  historyDays: number,
  now: () => Date = () => new Date(),
): Promise<TrailJobFixture> {
  const fixture = await startSyncFixture({ local: { quotas: false, historyDays, ...local } });
  const { world } = fixture.local;
  const bucket = trailBucketOf(world);
  const [admin] = adminUsers;
  if (!bucket || !admin) throw new Error('no trail, or nobody who may read it');
  const settings = toSettings(bucket, addDays(dayOf(now()), 1 - historyDays));
  const objects = () => world.buckets.get(MADE)?.objects ?? new Map<string, never>();
  const put = (key: string, body: Buffer | string, more: object = {}) => {
    const etag = createHash('md5').update(body).digest('hex');
    world.buckets
      .get(MADE)
      ?.objects.set(key, [{ id: 'null', body: Buffer.from(body), type: 'x', etag, lastModified: 0, ...more }]);
  };
  return {
    ...fixture,
    bucket,
    settings,
    open: async (change = {}, credentials = admin) => {
      const { store, database } = await freshStore();
      const trail = { ...settings, ...change };
      const made = createTestContext(database.appUrl, fixture.local.url, {
        aws: { trail, credentials },
        config: { trail },
      });
      onTestFinished(() => made.store.close());
      void store;
      const asked: string[] = [];
      const ctx = watch({ ...made, now }, asked);
      const [first] = seededScopes;
      const run = async (about = first?.id ?? '', signal = new AbortController().signal) =>
        createTrailHandler(ctx, [])(toJobData(about), signal);
      const finish = async (about?: string) => {
        for (let turn = 0; turn < 40; turn += 1) if ((await run(about))?.afterSeconds !== 0) return;
        throw new Error('it goes on for ever');
      };
      return { ctx, url: database.ownerUrl, asked, run, finish };
    },
    copy: (of = { ...bucket, name: MADE }) => {
      const { owner, region } = bucket;
      world.buckets.set(MADE, { name: MADE, owner, region, locks: false, objects: new Map() });
      for (const { key, make } of listKeys(world, of, { prefix: '', after: '' }, Date.now())) {
        const { body, metadata } = make();
        put(key, body, { metadata });
      }
      return { bucket: MADE };
    },
    keys: () => [...objects().keys()].toSorted(),
    bodyOf: (key) => Buffer.from(objects().get(key)?.[0]?.body ?? ''),
    put,
    take: (key) => {
      const found = objects().get(key)?.[0];
      objects().delete(key);
      return { body: Buffer.from(found?.body ?? ''), metadata: found?.metadata };
    },
  };
}
