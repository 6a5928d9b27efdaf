import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { AccessEvent, Principal } from '@/lib/domain/event-record';
import type { StoredFinding } from '@/lib/domain/ports/unusual-store';
import { backup } from '@/lib/store/backup/backup';
import { restore } from '@/lib/store/backup/restore';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { findUnusual } from './find-unusual';
import { at, scope, startUnusualFixture, type Given, type UnusualFixture } from './testing/unusual-fixture';

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

const days = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, back) => from - back);
let made = 0;
/** A secret of production of its own, with what its story reads of it. */
async function story(change: Parameters<UnusualFixture['secret']>[1] = {}) {
  made += 1;
  const secret = fixture.secret(`prod/story/${made}`, change);
  await fixture.list(secret);
  const who: Principal = makePrincipal(`role-${made}`);
  const read = (back: number, given: Given = {}, hours = 0): AccessEvent =>
    makeEvent({ secretId: secret.secret.arn, at: at(back, hours), principal: who, ...given });
  return { secret, who, read };
}
const rulesOf = (found: readonly StoredFinding[]) => found.map(({ rule, day, count }) => [rule, day, count]);
const dayOf = (back: number): string => at(back).toISOString().slice(0, 10);
const foundOf = async ({ secret }: { secret: { id: string } }) => fixture.found({ secretId: secret.id });

describe('what is unusual is found in what the worker stored', () => {
  it('a person who reads production, and not again while it goes on', async () => {
    const told = await story();
    const person = { actorKind: 'person', person: 'jana@example.com', client: 'console' } as const;
    await fixture.store([told.read(10, person), told.read(10, person, 1), told.read(8, person), told.read(7, person)]);
    await fixture.judge();
    const found = await foundOf(told);
    expect(rulesOf(found)).toEqual([['person-prod', dayOf(10), 2]]);
    expect(found[0]?.reason).toContain('the first read of this secret that is known');
    expect(found[0]?.facts).toContainEqual({ label: 'person', value: 'jana@example.com' });
  });

  it('the first read of a secret that is not new, and none where the secret is', async () => {
    const old = await story();
    const young = await story({ createdAt: at(12) });
    await fixture.store([old.read(10), old.read(9), young.read(10)]);
    await fixture.judge();
    expect(rulesOf(await foundOf(old))).toEqual([['first-read', dayOf(10), 1]]);
    expect(await foundOf(young)).toEqual([]);
  });

  it('another network and another tool of a known reader; a deploy is none of both', async () => {
    const told = await story();
    await fixture.store(days(59, 3).map((back) => told.read(back)));
    // Another subnet, another session, another version of its SDK.
    await fixture.store([told.read(2, { sourceAddress: '10.77.0.9', session: 'i-0other', userAgent: 'aws-sdk-go/2' })]);
    await fixture.judge();
    expect(await foundOf(told)).toEqual([]);
    await fixture.store([told.read(1, { sourceAddress: '203.0.113.9', client: 'aws-cli' })]);
    await fixture.judge();
    const found = await foundOf(told);
    expect(found.map(({ rule }) => rule).toSorted()).toEqual(['new-client', 'new-network']);
    expect(found.find(({ rule }) => rule === 'new-network')?.reason).toMatch(
      /203\.0\.113\.0\/24, for the first time at \d\d:\d\d UTC\. On 30 days of the 30 before, .* from 10\.0\.0\.0\/8 alone/,
    );
  });

  it('a read hours away from those in which it always reads', async () => {
    const told = await story();
    await fixture.store(days(59, 2).map((back) => told.read(back)));
    await fixture.store([told.read(1), told.read(1, {}, -9)]);
    await fixture.judge();
    const [found, ...others] = await foundOf(told);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'off-cadence', count: 1 });
    expect(found?.reason).toContain('between 12–13 UTC alone');
  });

  it('a burst of denials, unless who is denied is so by habit', async () => {
    const denied = { outcome: 'denied', errorCode: 'AccessDenied' } as const;
    const burst = (told: Awaited<ReturnType<typeof story>>, back: number, many: number) =>
      Array.from({ length: many }, (_, turn) => told.read(back, denied, turn / 120));
    const once = await story();
    const few = await story();
    const always = await story();
    await fixture.store([...burst(once, 3, 14), ...burst(few, 3, 9)]);
    await fixture.store(days(20, 3).flatMap((back) => burst(always, back, 12)));
    await fixture.judge();
    expect(rulesOf(await foundOf(once))).toEqual([['denied-burst', dayOf(3), 14]]);
    expect(await foundOf(few)).toEqual([]);
    // The days on which it began; from five days of the thirty on it is what it always does.
    expect(rulesOf(await foundOf(always))).toEqual(
      days(20, 16)
        .map((back) => ['denied-burst', dayOf(back), 12])
        .toReversed(),
    );
  });

  it('who still asks for what is pending deletion, once while it goes on', async () => {
    const told = await story({ deletedAt: at(5) });
    const refused = { outcome: 'failed', errorCode: 'InvalidRequestException' } as const;
    await fixture.store([
      ...days(30, 6).map((back) => told.read(back)),
      ...days(4, 1).map((back) => told.read(back, refused)),
    ]);
    await fixture.judge();
    expect(rulesOf(await foundOf(told))).toContainEqual(['pending-deletion', dayOf(4), 1]);
    expect((await foundOf(told)).filter(({ rule }) => rule === 'pending-deletion')).toHaveLength(1);
  });

  it('root, every day, and without having learned anything', async () => {
    const told = await story();
    const root: Principal = { id: 'root of 111122223333', type: 'root', accountId: '111122223333', label: 'root' };
    const act = { principal: root, actorKind: 'person' } as const;
    await fixture.store([told.read(59, act), told.read(3, act), told.read(2, { ...act, outcome: 'denied' })]);
    await fixture.judge();
    expect(rulesOf(await foundOf(told))).toEqual([
      ['root', dayOf(2), 1],
      ['root', dayOf(3), 1],
      ['root', dayOf(59), 1],
    ]);
  });

  it('a key that does not expire, of which the end alone is told', async () => {
    const told = await story();
    const user: Principal = {
      id: 'arn:aws:iam::111122223333:user/mailer',
      type: 'user',
      accountId: '111122223333',
      label: 'mailer',
    };
    const by = { principal: user, actorKind: 'unknown' } as const;
    await fixture.store(days(50, 5).map((back) => told.read(back, { ...by, accessKeyId: 'ASIAEXAMPLETEMPORARY' })));
    await fixture.store([told.read(2, { ...by, accessKeyId: 'AKIAEXAMPLEEXAMPLE7Q' })]);
    await fixture.judge();
    const found = await foundOf(told);
    expect(rulesOf(found)).toEqual([['long-lived-key', dayOf(2), 1]]);
    expect(JSON.stringify(found)).toContain('LE7Q');
    expect(JSON.stringify(found)).not.toContain('AKIA');
  });

  it('many secrets in a short time, unless it always reads as many', async () => {
    const names = Array.from({ length: 12 }, (_, index) => fixture.secret(`dev/many/${index}`, { environment: 'dev' }));
    await fixture.list(...names);
    const [reader, poller] = [makePrincipal('reader'), makePrincipal('poller')];
    const all = (back: number, principal: Principal) =>
      names.map(({ secret }, index) => makeEvent({ secretId: secret.arn, at: at(back, index / 120), principal }));
    await fixture.store([...days(20, 3).flatMap((back) => all(back, poller)), ...all(3, reader)]);
    await fixture.judge();
    const found = (await fixture.found({ rule: ['many-secrets'] })).filter(({ day }) => day === dayOf(3));
    expect(found.map(({ principalId, count, secret }) => [principalId, count, secret])).toEqual([
      [reader.id, 12, null],
    ]);
    expect(found[0]?.reason).toContain('12 different secrets');
  });

  it('a role that had read other environments alone and now reads production', async () => {
    const dev = fixture.secret('dev/both', { environment: 'dev' });
    const prod = fixture.secret('prod/both');
    await fixture.list(dev, prod);
    const principal = makePrincipal('both');
    const read = (secret: typeof dev, back: number) =>
      makeEvent({ secretId: secret.secret.arn, at: at(back), principal });
    await fixture.store([...days(40, 1).map((back) => read(dev, back)), read(prod, 3), read(prod, 2)]);
    await fixture.judge();
    const found = await fixture.found({ rule: ['prod-and-non-prod'] });
    expect(found.map(({ principalId, day }) => [principalId, day])).toEqual([[principal.id, dayOf(3)]]);
    expect(found[0]?.reason).toContain('other environments alone');
  });

  it('what Keyledger’s own role read and no entry of the ledger names', async () => {
    const told = await story();
    await fixture.store([told.read(1, { actorKind: 'this-dashboard', requestId: 'nobody-entered-it' })]);
    await fixture.judge();
    expect(rulesOf(await foundOf(told))).toEqual([['outside-ledger', dayOf(1), 1]]);
  });

  it('a version that had been replaced for long', async () => {
    const told = await story();
    const stages = { old: ['AWSPREVIOUS'], now: ['AWSCURRENT'] };
    const versions = [
      { versionId: 'old', stages: stages.old, createdAt: at(40), lastAccessedOn: null, kmsKeyIds: [] },
      { versionId: 'now', stages: stages.now, createdAt: at(20), lastAccessedOn: null, kmsKeyIds: [] },
    ];
    await fixture.ctx.store.inventory.applyVersions(told.secret.id, versions, at(1));
    const pinned = { versionId: 'old' };
    await fixture.store(days(45, 1).map((back) => told.read(back, pinned)));
    const stale = { ...told, who: makePrincipal('stale') };
    await fixture.store([told.read(15, { versionStage: 'AWSPREVIOUS', principal: stale.who })]);
    await fixture.judge();
    const found = (await foundOf(told)).filter(({ rule }) => rule === 'previous-version');
    expect(found.map(({ day, principalId }) => [day, principalId])).toEqual([[dayOf(13), told.who.id]]);
  });
});

describe('whatever comes late or twice', () => {
  it('comes to the same findings in whatever order, and what is known later takes back what it explains', async () => {
    const told = await story();
    const early = days(59, 3).map((back) => told.read(back, { sourceAddress: back % 2 ? '10.0.0.1' : '198.51.100.7' }));
    const late = told.read(2, { sourceAddress: '198.51.100.9' });
    await fixture.store(early.filter(({ sourceAddress }) => sourceAddress === '10.0.0.1'));
    await fixture.store([late]);
    await fixture.judge();
    expect((await foundOf(told)).map(({ rule }) => rule)).toEqual(['new-network']);
    await fixture.store([...early.toReversed(), late]);
    await fixture.judge();
    expect(await foundOf(told)).toEqual([]);
  });
});

describe('without any new event', () => {
  const rulesNow = async (told: { secret: { id: string } }) => (await foundOf(told)).map(({ rule }) => rule);

  it('a day is judged again where settings change, and once enough is covered before it', async () => {
    const told = await story();
    const early = await story();
    const jana = { actorKind: 'person', person: 'jana@example.com' } as const;
    await fixture.store([told.read(5, jana), early.read(58, jana)]);
    await fixture.judge();
    expect([await rulesNow(told), await rulesNow(early)]).toEqual([['person-prod'], []]);
    await fixture.judge(fixture.with({ muted: { principals: [told.who.label], environments: [] } }));
    expect(await rulesNow(told)).toEqual([]);
    await fixture.judge();
    expect(await rulesNow(told)).toEqual(['person-prod']);
    await fixture.cover(89, 59);
    await fixture.judge();
    expect(await rulesNow(early)).toEqual(['person-prod']);
  });

  it('a look that is cut off after habits were kept is made up for', async () => {
    const told = await story();
    await fixture.store([told.read(3, { actorKind: 'person' })]);
    const { unusual } = fixture.ctx.store;
    const broken = {
      ...fixture.ctx,
      store: {
        ...fixture.ctx.store,
        unusual: {
          ...unusual,
          keepHabits: unusual.keepHabits.bind(unusual),
          settle: () => Promise.reject(new AppError('unavailable', 'cut off')),
        },
      },
    };
    await expect(findUnusual(broken)).rejects.toThrow('cut off');
    expect(await rulesNow(told)).toEqual([]);
    await fixture.judge();
    expect(await rulesNow(told)).toEqual(['person-prod']);
  });

  it('what a file told and AWS tells otherwise takes its finding along', async () => {
    const told = await story();
    const event = told.read(4, { actorKind: 'person', eventId: 'edited' });
    const { history } = fixture.ctx.store;
    await history.applyEvents({ scopeId: scope.id, records: [ok(event)], covered: null, at: at(0), unvouched: true });
    await fixture.judge();
    expect(await rulesNow(told)).toEqual(['person-prod']);
    await fixture.store([{ ...event, actorKind: 'aws-service', raw: { eventVersion: '1.12' } }]);
    await fixture.judge();
    expect(await rulesNow(told)).toEqual([]);
  });

  it('what is told otherwise of long ago is looked at by nobody', async () => {
    const told = await story();
    const { history, unusual } = fixture.ctx.store;
    const events = [130, 500].map((back) => told.read(back, { eventId: `edited-${back}` }));
    const recent = told.read(40, { eventId: 'edited-40' });
    const records = [...events, recent].map(ok);
    await history.applyEvents({ scopeId: scope.id, records, covered: null, at: at(0), unvouched: true });
    await fixture.judge();
    await fixture.store(
      [...events, recent].map((event) => ({ ...event, raw: { eventVersion: '1.12' }, actorKind: 'person' })),
    );
    expect([...new Set((await unusual.due(50)).map(({ from }) => from.toISOString().slice(0, 10)))]).toEqual([
      dayOf(40),
    ]);
    await fixture.judge();
  });

  it('what a backup brings back is found again', async () => {
    const before = (await fixture.found()).map(({ id }) => id);
    expect(before.length).toBeGreaterThan(10);
    const folder = await mkdtemp(path.join(tmpdir(), 'keyledger-unusual-'));
    const file = path.join(folder, 'all.gz');
    await backup(fixture.database.ownerUrl, file);
    await restore(fixture.database.ownerUrl, file, { force: true });
    await rm(folder, { recursive: true });
    expect(await fixture.found()).toEqual([]);
    await fixture.judge();
    expect((await fixture.found()).map(({ id }) => id)).toEqual(before);
  });
});
