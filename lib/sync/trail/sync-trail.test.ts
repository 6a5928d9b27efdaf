import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '@/lib/domain/day';
import { toReading } from '@/lib/domain/trail/job/trail-settings';
import type { SystemContext } from '@/lib/domain/ports/context';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { makeUser } from '@/lib/local-aws/testing/as-user';
import { withClient } from '@/lib/store/migrate/with-client';
import { createHistoryHandler } from '@/lib/sync/history/sync-history';
import { toJobData } from '@/lib/sync/queues';
import { readEvents, seededScopes } from '@/lib/sync/testing/sync-fixture';
import { startTrailJob, type OpenedJob, type TrailJobFixture } from '@/lib/sync/testing/trail-job';
import { createTrailHandler } from './sync-trail';
import { callsOfBoth } from '@/lib/sync/testing/trail-fixture';

const HISTORY_DAYS = 3;
const today = dayOf(new Date());
/** The job's clock, whenever the tests run: hours later is the same day, and no day ends under them. */
const noon = new Date(`${today}T12:00:00Z`);
const inSeconds = (seconds: number) => () => new Date(noon.getTime() + seconds * 1000);
const days = [0, -1, -2].map((back) => addDays(today, back));
const [scope] = seededScopes;
const scopeId = scope?.id ?? '';
let fixture: TrailJobFixture;
beforeAll(async () => {
  fixture = await startTrailJob({ secrets: 12 }, HISTORY_DAYS, inSeconds(0));
});
afterEach(() => fixture.clearFaults());
afterAll(() => fixture.stop());

const folderOf = (day: string, kind = 'CloudTrail', of = scope) =>
  `${fixture.bucket.root}${of?.accountId}/${kind}/${of?.region}/${day.replaceAll('-', '/')}/`;
const lists = ({ asked }: OpenedJob) => asked.flatMap((one) => (one.startsWith('list ') ? [one.slice(5)] : []));
const gets = ({ asked }: OpenedJob) => asked.filter((one) => one.startsWith('get '));
const statusOf = async ({ store, config }: SystemContext, id = scopeId) =>
  (await store.trail.use(config.trail ? toReading(config.trail) : ''))?.scopes.find((one) => one.scopeId === id);
const idsOf = async ({ ctx }: OpenedJob) => (await readEvents(ctx)).map(({ eventId }) => eventId).toSorted();
const covered = (from: string, to: string) => ({
  from: new Date(from),
  to: new Date(to),
  source: 'lookup-events' as const,
});

describe('the files of a scope', { timeout: 60_000 }, () => {
  it('come in once, newest day first, and only the folders of its missing days are listed', async () => {
    const job = await fixture.open();
    await job.finish();
    expect(lists(job)).toEqual(days.map((day) => folderOf(day)));
    expect(gets(job).length).toBeGreaterThan(20);
    expect(new Set(gets(job)).size).toBe(gets(job).length);
    const before = await idsOf(job);
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(20);
    // At once nothing is due; a quarter of an hour later what is over for a day is not looked into again.
    await expect(job.run()).resolves.toEqual({ afterSeconds: 900 });
    expect(lists(job)).toHaveLength(3);
    const read = gets(job).length;
    const later = { ...job.ctx, now: inSeconds(901) };
    for (let turn = 0; turn < 5; turn += 1)
      await createTrailHandler(later, [])(toJobData(scopeId), new AbortController().signal);
    expect(new Set(lists(job).slice(3))).toEqual(new Set(days.slice(0, 2).map((day) => folderOf(day))));
    expect(
      gets(job)
        .slice(read)
        .filter((key) => gets(job).indexOf(key) < read),
    ).toEqual([]);
    expect(await statusOf(job.ctx)).toMatchObject({ problem: null, broken: 0, missing: { days: 2, last: today } });
  });

  it('are of those accounts and regions alone that are named', async () => {
    const job = await fixture.open({ accounts: ['999988887777'] });
    await expect(job.run()).resolves.toBeNull();
    await expect(job.run('999988887777:eu-west-1')).resolves.toBeNull();
    expect(job.asked).toEqual([]);
  });

  it('are not asked for on days that LookupEvents told whole, and late ones of the last such day are', async () => {
    const job = await fixture.open();
    const { history } = job.ctx.store;
    await history.applyEvents({
      scopeId,
      records: [],
      covered: covered(addDays(today, -9), days[1] ?? ''),
      at: new Date(),
    });
    await job.finish();
    expect(lists(job)).toEqual([days[0], days[1]].map((day) => folderOf(day ?? '')));
  });

  it('and LookupEvents tell of the same call once, whichever came first', async () => {
    const [first, second] = [await fixture.open(), await fixture.open()];
    const look = async ({ ctx }: OpenedJob) => {
      for (let turn = 0; turn < 20; turn += 1)
        await createHistoryHandler({ ...fixture.ctx, store: ctx.store }, [])(
          toJobData(scopeId),
          new AbortController().signal,
        );
    };
    await first.finish();
    await look(first);
    await look(second);
    await second.finish();
    expect(await idsOf(first)).toEqual(await idsOf(second));
    const { imported, looked } = await callsOfBoth(fixture, first.ctx.store);
    expect(new Set(imported.filter((id) => looked.includes(id))).size).toBeGreaterThan(10);
    expect(new Set(imported).size).toBe(imported.length);
  });

  it('of a trail of single accounts are found where that has them', async () => {
    const single = await startTrailJob({ secrets: 6, organization: false }, 2, inSeconds(0));
    try {
      expect(single.settings.organization).toBeNull();
      const job = await single.open();
      await job.finish();
      expect(lists(job)[0]).toBe(
        `AWSLogs/${scope?.accountId}/CloudTrail/${scope?.region}/${today.replaceAll('-', '/')}/`,
      );
      expect(gets(job).length).toBeGreaterThan(5);
    } finally {
      await single.stop();
    }
  });
});

describe('a worker that is cut off', { timeout: 60_000 }, () => {
  it('leaves what is in, and the next one reads the rest and nothing twice', async () => {
    const whole = await fixture.open();
    await whole.finish();
    const job = await fixture.open();
    // The database's connections go in the middle of a folder, as where the process is killed.
    const { bucket } = job.ctx.aws.trail;
    let left = 30;
    const { trail } = job.ctx.store;
    const dying = {
      ...job.ctx,
      store: {
        ...job.ctx.store,
        trail: {
          ...trail,
          endLook: async (...told: Parameters<typeof trail.endLook>) => {
            if (left < 0) throw new Error('killed');
            return trail.endLook(...told);
          },
        },
      },
      aws: {
        ...job.ctx.aws,
        trail: {
          ...job.ctx.aws.trail,
          bucket: {
            ...bucket,
            read: async (key: string) => {
              left -= 1;
              if (left < 0) throw new Error('killed');
              return bucket.read(key);
            },
          },
        },
      },
    };
    const handle = createTrailHandler(dying, []);
    await expect(
      (async () => {
        for (;;) await handle(toJobData(scopeId), new AbortController().signal);
      })(),
    ).rejects.toThrow('killed');
    left = Number.POSITIVE_INFINITY;
    await job.finish();
    expect(await idsOf(job)).toEqual(await idsOf(whole));
    expect(await statusOf(job.ctx)).toMatchObject({ files: (await statusOf(whole.ctx))?.files, problem: null });
  });

  it('that is told to stop ends with what it has, and goes on there', async () => {
    const job = await fixture.open();
    const stopping = new AbortController();
    stopping.abort();
    await job.run(scopeId, stopping.signal);
    expect(gets(job)).toEqual([]);
    await job.finish();
    expect(await statusOf(job.ctx)).toMatchObject({ missing: { days: 2 } });
  });
});

it('a day on which something of ours fails keeps no other from being read', { timeout: 60_000 }, async () => {
  const job = await fixture.open();
  const { trail } = job.ctx.aws;
  const failing = folderOf(days[1] ?? '');
  const bucket = {
    ...trail.bucket,
    objects: (prefix: string, after?: string) => {
      if (prefix === failing) throw new TypeError('ours');
      return trail.bucket.objects(prefix, after);
    },
  };
  const ctx = { ...job.ctx, aws: { ...job.ctx.aws, trail: { ...trail, bucket } } };
  const run = () => createTrailHandler(ctx, [])(toJobData(scopeId), new AbortController().signal);
  await run();
  await expect(run()).rejects.toThrow('ours');
  expect((await job.ctx.store.trail.use(toReading(fixture.settings)))?.troubles[0]).toMatchObject({
    day: days[1],
    what: expect.stringContaining('see the worker’s log'),
  });
  await run();
  expect(lists(job)).toEqual([days[0], days[2]].map((day) => folderOf(day ?? '')));
  // Mended, it is read once it is due.
  const later = { ...job.ctx, now: inSeconds(7 * 3_600) };
  for (let turn = 0; turn < 4; turn += 1)
    await createTrailHandler(later, [])(toJobData(scopeId), new AbortController().signal);
  expect(lists(job)).toContain(failing);
  const whole = await fixture.open();
  await whole.finish();
  expect(await idsOf(job)).toEqual(await idsOf(whole));
});

describe('what keeps it from reading', { timeout: 60_000 }, () => {
  const problemOf = async (job: OpenedJob) => {
    await expect(job.run()).rejects.toMatchObject({ problem: expect.any(Object) });
    return (await statusOf(job.ctx))?.problem;
  };

  it.each<[string, object, RegExp, RegExp]>([
    ['a bucket that is gone', { bucket: 'not-there' }, /NoSuchBucket/, /no bucket of this name/],
    ['another region', { region: 'us-east-1' }, /expecting 'eu-west-1'/, /bucket is in eu-west-1: name that region/],
    ['another owner', { owner: '999988887777' }, /AccessDenied/, /belongs to account 999988887777/],
    ['a role that cannot be assumed', { role: 'arn:aws:iam::111122223333:role/none' }, /sts:AssumeRole/, /./],
  ])('%s is told with what to do', async (_, change, message, remedy) => {
    const job = await fixture.open(change);
    const problem = await problemOf(job);
    expect(await statusOf(job.ctx)).toMatchObject({ asOf: null, missing: { days: 3 } });
    expect(problem?.message).toMatch(message);
    expect(problem?.remedy).toMatch(remedy);
  });

  it('a listing, or the files, that the role may not have: told in words, and read once it may', async () => {
    const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' } as const;
    const get = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } as const;
    const nothing = makeUser(fixture.local.world, []);
    const denied = await fixture.open({}, nothing.keys);
    expect(await problemOf(denied)).toMatchObject({
      code: 'denied',
      message: expect.stringContaining('s3:ListBucket'),
    });
    const lister = makeUser(fixture.local.world, [list]);
    const job = await fixture.open({}, lister.keys);
    expect(await problemOf(job)).toMatchObject({ code: 'denied', message: expect.stringContaining('s3:GetObject') });
    // Twenty refusals are enough to know, and the few that were on their way.
    expect(gets(job).length).toBeLessThan(40);
    expect((await job.ctx.store.trail.use(toReading(fixture.settings)))?.troubles[0]?.what).toContain(
      'could not be read yet',
    );
    lister.user.policies = [readPolicy({ Version: '2012-10-17', Statement: [list, get] })];
    const later = { ...job.ctx, now: inSeconds(7 * 3_600) };
    for (let turn = 0; turn < 8; turn += 1)
      await createTrailHandler(later, [])(toJobData(scopeId), new AbortController().signal);
    expect(await statusOf(job.ctx)).toMatchObject({ problem: null });
    expect((await idsOf(job)).length).toBeGreaterThan(20);
  });

  it('a day alone that the role may not have: no other waits for it, and it is told until it is read', async () => {
    const all = { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: '*' } as const;
    const hidden = `arn:aws:s3:::${fixture.bucket.name}/${folderOf(days[1] ?? '')}*`;
    const { user, keys } = makeUser(fixture.local.world, [
      all,
      { Effect: 'Deny', Action: 's3:GetObject', Resource: hidden },
    ]);
    const job = await fixture.open({}, keys);
    await job.finish();
    expect(lists(job)).toEqual(days.map((day) => folderOf(day)));
    expect(await statusOf(job.ctx)).toMatchObject({ problem: { code: 'denied' }, broken: 0 });
    // Today's next look finds nothing wrong.
    const run = (hours: number) =>
      createTrailHandler({ ...job.ctx, now: inSeconds(hours * 3_600) }, [])(
        toJobData(scopeId),
        new AbortController().signal,
      );
    await run(0.26);
    expect(await statusOf(job.ctx)).toMatchObject({ problem: { code: 'denied' } });
    user.policies = [readPolicy({ Version: '2012-10-17', Statement: [all] })];
    for (let turn = 0; turn < 4; turn += 1) await run(7);
    expect(await statusOf(job.ctx)).toMatchObject({ problem: null });
    const whole = await fixture.open();
    await whole.finish();
    expect(await idsOf(job)).toEqual(await idsOf(whole));
  });

  it('being busy now and then: it is asked again', async () => {
    await fixture.fault({ kind: 'throttle', operation: 'GetObject', count: 2 });
    const job = await fixture.open();
    await job.finish();
    expect(await statusOf(job.ctx)).toMatchObject({ problem: null });
    expect((await idsOf(job)).length).toBeGreaterThan(20);
  });
});

it('what no longer is asked about is not kept', { timeout: 60_000 }, async () => {
  const job = await fixture.open();
  await job.finish();
  const { history, trail } = job.ctx.store;
  await history.applyEvents({ scopeId, records: [], covered: covered(addDays(today, -9), today), at: new Date() });
  await job.run();
  const { rows } = await withClient(job.url, (client) =>
    client.query<{ day: string }>(
      "select distinct to_char(day, 'YYYY-MM-DD') as day from keyledger.trail_file order by 1",
    ),
  );
  expect(rows.map(({ day }) => day)).toEqual([days[1], days[0]]);
  expect(await trail.use('another')).toBeNull();
});
