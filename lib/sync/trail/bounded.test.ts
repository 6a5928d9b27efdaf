import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/lib/domain/day';
import { toReading } from '@/lib/domain/trail/job/trail-settings';
import { toJobData } from '@/lib/sync/queues';
import { seededScopes } from '@/lib/sync/testing/sync-fixture';
import { startTrailJob, type OpenedJob, type TrailJobFixture } from '@/lib/sync/testing/trail-job';
import { createTrailHandler } from './sync-trail';

const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
const [scope] = seededScopes;
const scopeId = scope?.id ?? '';
let fixture: TrailJobFixture;
beforeAll(async () => {
  fixture = await startTrailJob({ secrets: 12 }, 2);
});
afterAll(() => fixture.stop());

const proven = () => ({ digests: true, completeReads: fixture.bucket.trailName });
const troublesOf = async ({ ctx }: OpenedJob) =>
  (await ctx.store.trail.use(ctx.config.trail ? toReading(ctx.config.trail) : ''))?.troubles ?? [];

describe('a look into a folder', { timeout: 60_000 }, () => {
  it('with more digests and strange objects than any trail has ends, and tells so', async () => {
    const change = fixture.copy();
    const day = yesterday.replaceAll('-', '');
    const folder = `${fixture.bucket.root}${scope?.accountId}/CloudTrail/${scope?.region}/${yesterday.replaceAll('-', '/')}/`;
    const digests = folder.replace('/CloudTrail/', '/CloudTrail-Digest/');
    for (let at = 0; at < 1100; at += 1)
      fixture.put(
        `${digests}${scope?.accountId}_CloudTrail-Digest_${scope?.region}_made-${at}_${scope?.region}_${day}T120000Z.json.gz`,
        'x',
      );
    for (let at = 0; at < 22_000; at += 1) fixture.put(`${folder}0${at}`, '');
    const job = await fixture.open({ ...proven(), ...change });
    // Today's folder, then yesterday's.
    await job.run();
    const before = job.asked.length;
    await job.run();
    expect(job.asked.slice(before).filter((one) => one.startsWith('get ') && one.includes('Digest'))).toHaveLength(
      1000,
    );
    const troubles = (await troublesOf(job)).filter((one) => one.day === yesterday).map(({ what }) => what);
    expect(troubles.join()).toMatch(/(20|21),\d{3} objects that CloudTrail did not put there/);
    expect(job.asked.filter((one) => one.startsWith(`get ${folder}`))).toEqual([]);
    expect(
      await job.ctx.store.trail.lookedDays(scopeId, toReading({ ...fixture.settings, ...proven(), ...change })),
    ).toContainEqual(expect.objectContaining({ day: yesterday, done: false, more: false }));
  });

  it('by a worker that is told to stop leaves its digests where it is, and says nothing of them', async () => {
    const job = await fixture.open(proven());
    const stopping = new AbortController();
    const { bucket } = job.ctx.aws.trail;
    const read = async (key: string) => {
      stopping.abort();
      return bucket.read(key);
    };
    const ctx = { ...job.ctx, aws: { ...job.ctx.aws, trail: { ...job.ctx.aws.trail, bucket: { ...bucket, read } } } };
    await expect(createTrailHandler(ctx, [])(toJobData(scopeId), stopping.signal)).rejects.toThrow(/abort/);
    // Those that were on their way.
    expect(job.asked.filter((one) => one.startsWith('get ')).length).toBeLessThan(9);
    expect(await troublesOf(job)).toEqual([]);
    await job.finish();
    expect(await troublesOf(job)).toEqual([]);
  });
});
