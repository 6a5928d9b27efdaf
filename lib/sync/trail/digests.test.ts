import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '@/lib/domain/day';
import { toReading, type TrailSettings } from '@/lib/domain/trail/job/trail-settings';
import type { SystemContext } from '@/lib/domain/ports/context';
import { withClient } from '@/lib/store/migrate/with-client';
import { toJobData } from '@/lib/sync/queues';
import { readEvents, seededScopes } from '@/lib/sync/testing/sync-fixture';
import { startTrailJob, type OpenedJob, type TrailJobFixture } from '@/lib/sync/testing/trail-job';
import { createTrailHandler } from './sync-trail';

const HOUR = 3_600_000;
const HISTORY_DAYS = 4;
const today = new Date().toISOString().slice(0, 10);
const [scope] = seededScopes;
const scopeId = scope?.id ?? '';
let fixture: TrailJobFixture;
beforeAll(async () => {
  fixture = await startTrailJob({ secrets: 12 }, HISTORY_DAYS);
});
afterAll(() => fixture.stop());

const proven = (more: Partial<TrailSettings> = {}) => ({
  digests: true,
  completeReads: fixture.bucket.trailName,
  ...more,
});
const useOf = ({ store, config }: SystemContext) => store.trail.use(config.trail ? toReading(config.trail) : '');
const statusOf = async (ctx: SystemContext) => (await useOf(ctx))?.scopes[0];
const troublesOf = async ({ ctx }: OpenedJob) => (await useOf(ctx))?.troubles ?? [];
const coverageOf = async ({ ctx }: OpenedJob) => (await ctx.store.history.coverage([scopeId])).get(scopeId) ?? [];
const gets = ({ asked }: OpenedJob) => asked.filter((one) => one.startsWith('get ') && !one.includes('Digest'));
const logsOf = (day: string) =>
  fixture
    .keys()
    .filter((key) => key.includes(`${scope?.accountId}/CloudTrail/${scope?.region}/${day.replaceAll('-', '/')}/`));
const contentOf = (key: string) => gunzipSync(fixture.bodyOf(key)).toString();
const yesterday = addDays(today, -1);

describe('what CloudTrail signed for', { timeout: 60_000 }, () => {
  it('covers its days without a gap, on the word that the trail records reads, and each file is read once', async () => {
    const job = await fixture.open(proven());
    await job.finish();
    expect(await troublesOf(job)).toEqual([]);
    const intervals = await coverageOf(job);
    expect(intervals.map(({ source }) => source)).toEqual(['trail-files']);
    const [{ from, to } = { from: new Date(), to: new Date(0) }] = intervals;
    expect(from.getTime()).toBeLessThanOrEqual(Date.parse(addDays(today, 2 - HISTORY_DAYS)));
    expect(Date.now() - to.getTime()).toBeLessThan(4 * HOUR);
    expect(new Set(gets(job)).size).toBe(gets(job).length);
    // What no digest names yet waits for it.
    const newest = (await statusOf(job.ctx))?.newestAt;
    expect(newest && Date.now() - newest.getTime()).toBeGreaterThan(20 * 60_000);
    const events = await readEvents(job.ctx);
    expect(events.length).toBeGreaterThan(20);
  });

  it('is not what counts as covered where nobody says so, or of another trail, or without digests', async () => {
    const silent = await fixture.open({ digests: true });
    await silent.finish();
    expect(await coverageOf(silent)).toEqual([]);
    const other = await fixture.open(proven({ completeReads: 'another-trail' }));
    await other.finish();
    expect(await coverageOf(other)).toEqual([]);
    expect((await troublesOf(other))[0]?.what).toContain('no digest file is of the trail another-trail');
    const bare = await fixture.open();
    await bare.finish();
    expect(await coverageOf(bare)).toEqual([]);
    const all = await readEvents(bare.ctx);
    expect(all.length).toBeGreaterThanOrEqual((await readEvents(silent.ctx)).length);
  });

  it('is read again once digests are asked for, and its events count once', async () => {
    const job = await fixture.open();
    await job.finish();
    const before = (await readEvents(job.ctx)).map(({ eventId }) => eventId).toSorted();
    const trail = { ...fixture.settings, ...proven() };
    const ctx = { ...job.ctx, config: { ...job.ctx.config, trail } };
    for (let turn = 0; turn < 20; turn += 1)
      await createTrailHandler(ctx, [])(toJobData(scopeId), new AbortController().signal);
    expect((await readEvents(ctx)).map(({ eventId }) => eventId).toSorted()).toEqual(before);
    expect(await coverageOf(job)).toHaveLength(1);
    expect((await useOf(ctx))?.files).toBeGreaterThan(20);
  });
});

describe('what somebody put into the bucket', { timeout: 60_000 }, () => {
  it('altered or taken away: told, not imported, and not covered', async () => {
    const change = fixture.copy();
    const reads = logsOf(yesterday).filter((key) => contentOf(key).includes('GetSecretValue'));
    const [altered = '', gone = ''] = reads;
    fixture.put(altered, gzipSync(contentOf(altered).replace('GetSecretValue', 'DescribeSecret')));
    fixture.take(gone);
    const job = await fixture.open(proven(change));
    await job.finish();
    const troubles = await troublesOf(job);
    const name = altered.slice(altered.lastIndexOf('/') + 1);
    expect(troubles.find((one) => one.name === name)?.what).toContain('was altered since delivery');
    expect(troubles.some(({ what }) => what.includes('digest names is missing'))).toBe(true);
    expect((await coverageOf(job)).length).toBeGreaterThan(1);
    expect(await statusOf(job.ctx)).toMatchObject({ broken: 1, problem: null });
  });

  it('of any name and content: told, never read again, and all else is there', async () => {
    const change = fixture.copy();
    const whole = await fixture.open(change);
    await whole.finish();
    const [first = '', second = '', third = ''] = logsOf(yesterday);
    const folder = first.slice(0, first.lastIndexOf('/') + 1);
    const named = (name: string) => `${folder}${scope?.accountId}_CloudTrail_${scope?.region}_${name}`;
    fixture.put(first, 'no gzip');
    fixture.put(second, fixture.bodyOf(second).subarray(0, 40));
    fixture.put(third, gzipSync('{"Records":[]'));
    const huge = named(`${yesterday.replaceAll('-', '')}T0000Z_AAAAAAAAAAAAAAAA.json.gz`);
    fixture.put(huge, gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x20)));
    // Parsed, so many lists take more memory than a worker has.
    const lists = named(`${yesterday.replaceAll('-', '')}T0001Z_AAAAAAAAAAAAAAAA.json.gz`);
    fixture.put(lists, gzipSync(`[${'[],'.repeat(12_000_000)}[]]`));
    for (const name of [
      'notes.txt',
      '../../x.json.gz',
      'a\u0001\u202E\u{1F600}.json.gz',
      `${'x'.repeat(500)}.json.gz`,
      '<script>',
      'a\'b"c%00',
      'x.json',
    ])
      fixture.put(`${folder}${name}`, gzipSync('{"Records":[]}'));
    fixture.put(named('Digest_20260101T000000Z.json.gz'), gzipSync('{}'));
    fixture.put(`${folder}999988887777_CloudTrail_${scope?.region}_20260101T0000Z_AAAAAAAAAAAAAAAA.json.gz`, 'x');
    const job = await fixture.open(change);
    await job.finish();
    const troubles = await troublesOf(job);
    expect(troubles.find(({ name }) => name === null)?.what).toMatch(
      /^9 objects that CloudTrail did not put there, not read, such as /,
    );
    const reasons = new Map(troubles.map(({ name, what }) => [name, what]));
    expect([first, second, third, huge, lists].map((key) => reasons.get(key.slice(key.lastIndexOf('/') + 1)))).toEqual([
      'it has not the form of CloudTrail’s own files',
      'it ends early',
      'it is no JSON, or ends early',
      'it unpacks to more than 256 MB',
      'it has not the form of CloudTrail’s own files',
    ]);
    expect(await statusOf(job.ctx)).toMatchObject({ broken: 5, problem: null });
    const before = gets(job).length;
    const later = { ...job.ctx, now: () => new Date(Date.now() + 901_000) };
    for (let turn = 0; turn < 4; turn += 1)
      await createTrailHandler(later, [])(toJobData(scopeId), new AbortController().signal);
    expect(
      gets(job)
        .slice(before)
        .some((one) => one.endsWith(huge)),
    ).toBe(false);
    const missing = (await readEvents(whole.ctx)).length - (await readEvents(job.ctx)).length;
    expect(missing).toBeLessThan(40);
    expect(gets(job).some((one) => one.includes('notes.txt') || one.includes('999988887777'))).toBe(false);
  });

  it('before its digest came: what it said gives way once a digest names what lies there, and counts only then', async () => {
    const change = fixture.copy();
    const digests = fixture
      .keys()
      .filter((key) => key.includes(`${scope?.accountId}/CloudTrail-Digest/${scope?.region}/`))
      .map((key) => ({ key, ...fixture.take(key) }));
    const [key = ''] = logsOf(yesterday).filter((one) => contentOf(one).includes('GetSecretValue'));
    const whole = fixture.bodyOf(key);
    fixture.put(key, gzipSync(contentOf(key).replaceAll('GetSecretValue', 'DescribeSecret')));
    const job = await fixture.open(proven(change));
    await job.finish();
    expect(await coverageOf(job)).toEqual([]);
    for (const { key: at, body, metadata } of digests) fixture.put(at, body, { metadata });
    fixture.put(key, whole);
    const later = { ...job.ctx, now: () => new Date(Date.now() + HOUR) };
    for (let turn = 0; turn < 6; turn += 1)
      await createTrailHandler(later, [])(toJobData(scopeId), new AbortController().signal);
    const covered = await coverageOf(job);
    expect(covered.length).toBeGreaterThan(0);
    const { rows } = await withClient(job.url, (client) =>
      client.query<{ name: string }>(
        `select e.event_name as name from keyledger.event e join keyledger.coverage c
           on c.scope_id = e.scope_id and e.at >= c.from_at and e.at < c.to_at where e.unvouched`,
      ),
    );
    expect(rows).toEqual([]);
    const sound = await fixture.open(proven(fixture.copy()));
    await sound.finish();
    const readsOf = async ({ ctx }: OpenedJob) =>
      (await readEvents(ctx)).filter(({ at, eventName }) => dayOf(at) === yesterday && eventName === 'GetSecretValue');
    expect((await readsOf(job)).length).toBe((await readsOf(sound)).length);
    // Each is read a second time, and no more.
    expect(gets(job).length).toBeGreaterThan(new Set(gets(job)).size);
    const read = gets(job).length;
    const latest = { ...job.ctx, now: () => new Date(Date.now() + 2 * HOUR) };
    for (let turn = 0; turn < 3; turn += 1)
      await createTrailHandler(latest, [])(toJobData(scopeId), new AbortController().signal);
    const again = gets(job).slice(read);
    expect(again.filter((one) => one.includes(yesterday.replaceAll('-', '/')))).toEqual([]);
  });

  it('and mended, or taken away while it was looked at: the first is read, the second no fault', async () => {
    const change = fixture.copy();
    const [broken = '', gone = ''] = logsOf(yesterday);
    const whole = fixture.bodyOf(broken);
    fixture.put(broken, 'no gzip');
    const job = await fixture.open(change);
    const { bucket } = job.ctx.aws.trail;
    const read = async (key: string) => {
      if (key === gone) fixture.take(key);
      return bucket.read(key);
    };
    const ctx = { ...job.ctx, aws: { ...job.ctx.aws, trail: { ...job.ctx.aws.trail, bucket: { ...bucket, read } } } };
    // Counted from noon, so that no day ends in between.
    const look = async (hours: number) => {
      const at = { ...ctx, now: () => new Date(Date.parse(today) + (12 + hours) * HOUR) };
      for (let turn = 0; turn < 5; turn += 1)
        await createTrailHandler(at, [])(toJobData(scopeId), new AbortController().signal);
    };
    await look(0);
    expect(await statusOf(job.ctx)).toMatchObject({ broken: 1 });
    const asked = gets(job).length;
    await look(1);
    expect(
      gets(job)
        .slice(asked)
        .filter((one) => one.endsWith(broken) || one.endsWith(gone)),
    ).toEqual([]);
    fixture.put(broken, whole);
    await look(2);
    expect(await statusOf(job.ctx)).toMatchObject({ broken: 0 });
    expect(gets(job).filter((one) => one.endsWith(broken))).toHaveLength(2);
  });

  it('that CloudTrail signed for another bucket: told, and nothing is covered by it nor vouched for', async () => {
    const job = await fixture.open(proven(fixture.copy(fixture.bucket)));
    await job.finish();
    expect(await coverageOf(job)).toEqual([]);
    expect((await troublesOf(job)).map(({ what }) => what)).toContainEqual(
      expect.stringMatching(
        /^\d+ digests are missing or broken: .*: it was signed for another place than where it lies/,
      ),
    );
    expect((await useOf(job.ctx))?.files).toBeGreaterThan(20);
    const { rows } = await withClient(job.url, (client) =>
      client.query<{ vouched: number }>('select count(*)::int as vouched from keyledger.event where unvouched is null'),
    );
    expect(rows).toEqual([{ vouched: 0 }]);
  });

  it('in the place of a digest, and more than one can be: told, and not understood', async () => {
    const change = fixture.copy();
    const [key = ''] = fixture
      .keys()
      .filter((one) => one.includes('CloudTrail-Digest') && one.includes(yesterday.replaceAll('-', '/')))
      .filter((one) => one.includes(`${scope?.accountId}/CloudTrail-Digest/${scope?.region}/`));
    fixture.put(key, gzipSync(`{"logFiles":[${'[],'.repeat(1_500_000)}[]]}`));
    const job = await fixture.open(proven(change));
    await job.finish();
    expect((await troublesOf(job)).map(({ what }) => what).join()).toContain('it unpacks to more than 4 MB');
  });

  it('records of an account that is not read: kept for it, as the command keeps them', async () => {
    const change = fixture.copy();
    const [key = ''] = logsOf(yesterday).filter((one) => contentOf(one).includes('GetSecretValue'));
    const name = key.replace('/CloudTrail/', '/CloudTrail/');
    const text = contentOf(name).replaceAll(
      `"recipientAccountId":"${scope?.accountId}"`,
      '"recipientAccountId":"999988887777"',
    );
    fixture.put(key, gzipSync(text.replaceAll(/"eventID":"([0-9a-f]{8})/g, '"eventID":"ffffffff')));
    const job = await fixture.open(change);
    await job.finish();
    const strangers = await job.ctx.store.history.coverage(['999988887777:eu-west-1']);
    expect(strangers.get('999988887777:eu-west-1') ?? []).toEqual([]);
    expect(await statusOf(job.ctx)).toMatchObject({ problem: null, broken: 0 });
  });
});
