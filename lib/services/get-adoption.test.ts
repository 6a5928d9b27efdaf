import { afterAll, beforeAll, expect, it } from 'vitest';
import { adoptionView } from '@/lib/contract/adoption';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Grant } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeReplica, makeScope, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { getAdoption } from './get-adoption';

const NEW = '00000000-0000-4000-8000-00000000000a';
const OLD = '00000000-0000-4000-8000-00000000000b';
const hoursAgo = (hours: number): Date => daysAgo(hours / 24);
const versionStages = { [NEW]: ['AWSCURRENT'], [OLD]: ['AWSPREVIOUS'] };

const mixed = makeSecret({ name: 'prod/payments/db', environment: 'prod', versionStages, tags: { team: 'payments' } });
const other = makeSecret({ name: 'prod/web/db', environment: 'prod', versionStages });
const unread = makeSecret({ name: 'prod/web/unread', environment: 'prod', versionStages });
const unlabelled = makeSecret({ name: 'prod/web/new', environment: 'prod', versionStages: null });
const replicated = makeSecret({ name: 'prod/web/edge', environment: 'prod', versionStages });
/** Of its history only what is told here is known. */
const OTHER_REGION = makeScope('111122223333', 'us-east-1', 'payments-prod');
const replica = makeReplica(replicated, 'us-east-1');

/** Its role reads so many times, every so many hours, the last so many hours ago. */
function reads(secret: DecidedSecret, who: string, every: number, last: number, change: Partial<AccessEvent> = {}) {
  const count = Math.floor((24 * 20) / every);
  const principal = makePrincipal(who);
  return Array.from({ length: count }, (_, turn) =>
    ok(
      makeEvent({
        secretId: secret.secret.arn,
        region: secret.secret.region,
        at: hoursAgo(last + turn * every),
        principal,
        workload: `ecs ${who}`,
        ...change,
      }),
    ),
  );
}

const change = (secret: DecidedSecret, hours: number, more: Partial<AccessEvent> = {}) =>
  ok(
    makeEvent({
      secretId: secret.secret.arn,
      at: hoursAgo(hours),
      eventName: 'UpdateSecretVersionStage',
      actionClass: 'change',
      versionId: NEW,
      versionStage: 'AWSCURRENT',
      ...more,
    }),
  );

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([mixed, other, unread, unlabelled, replicated]);
  await listed.ctx.store.scopes.configure([COVERED, UNCOVERED, OTHER_REGION]);
  await listed.apply(OTHER_REGION, [replica]);
  await listed.ctx.store.history.applyEvents({
    scopeId: COVERED.id,
    records: [
      change(mixed, 30, { versionId: OLD }),
      change(mixed, 4),
      change(mixed, 3, { outcome: 'denied' }),
      ...reads(mixed, 'hourly', 1, 0.5),
      ...reads(mixed, 'nightly', 24, 10),
      ...reads(mixed, 'stopped', 2, 9),
      ...reads(mixed, 'pinned', 3, 1, { versionId: OLD }),
      ...reads(mixed, 'verifier', 6, 2, { versionStage: 'AWSPREVIOUS' }),
      ...reads(mixed, 'once', 20 * 24, 80),
      ...reads(mixed, 'long-gone', 20 * 24, 24 * 31),
      ...reads(mixed, 'refused', 1, 0.5, { outcome: 'denied', errorCode: 'AccessDenied' }),
      ...reads(mixed, 'sso', 20 * 24, 1, { actorKind: 'person', person: 'una@example.com', workload: null }),
      change(other, 4),
      ...reads(other, 'hourly', 1, 0.5),
      ...reads(other, 'half-daily', 12, 3),
      change(replicated, 4),
      ...reads(replica, 'edge', 1, 0.5),
      ...reads(replicated, 'stopped', 2, 9),
    ],
    covered: null,
    at: NOW,
  });
});
afterAll(() => listed.stop());

const about = async (ctx: Context, { id }: DecidedSecret) => adoptionView.parse(await getAdoption(ctx, { id }));
const told = async (secret: DecidedSecret) => (await about(listed.as('auditor'), secret)).adoption;

it('each reader of 30 days has it, or is told why it is not known to', async () => {
  const { current, adoption } = await about(listed.as('auditor'), mixed);
  expect(current).toEqual({
    versionId: NEW,
    previousVersionId: OLD,
    since: { after: hoursAgo(4).toISOString(), by: new Date(hoursAgo(4).getTime() + 1000).toISOString() },
  });
  expect(adoption?.readers.map(({ who, state }) => `${who} ${state}`)).toEqual([
    'ecs pinned old',
    'ecs verifier old',
    'ecs stopped late',
    'ecs once unknown',
    'ecs nightly waiting',
    'ecs hourly adopted',
    'una@example.com aside',
  ]);
  expect(adoption).toMatchObject({ verdict: 'behind', adopted: 1, of: 6, previousUnusedSince: null, more: false });
  expect(adoption?.sentence).toBe(
    'Keep the previous version: ecs pinned, ecs verifier, ecs stopped may still need it.',
  );
});

it('when it has it, when it usually would have, and how often it reads', async () => {
  const of = new Map((await told(mixed))?.readers.map((reader) => [reader.who, reader]));
  expect(of.get('ecs hourly')).toMatchObject({
    adoptedAt: hoursAgo(3.5).toISOString(),
    lastAt: hoursAgo(0.5).toISOString(),
    cadence: 'every 60 min',
    expectedBy: null,
  });
  expect(of.get('ecs nightly')).toMatchObject({ cadence: 'daily', expectedBy: hoursAgo(-14).toISOString() });
  expect(of.get('ecs pinned')).toMatchObject({ adoptedAt: null, oldAt: hoursAgo(1).toISOString() });
});

it('once all have it the previous version is unused since the last of them', async () => {
  expect(await told(other)).toMatchObject({
    verdict: 'adopted',
    adopted: 2,
    of: 2,
    previousUnusedSince: hoursAgo(3).toISOString(),
    readersKnown: 'whole',
    gaps: [],
  });
});

it('nobody has to where nobody reads it, and nothing is told of a secret without a current version', async () => {
  expect(await told(unread)).toMatchObject({ verdict: 'no-readers', readers: [] });
  expect(await about(listed.as('auditor'), unlabelled)).toEqual({ current: null, adoption: null });
});

it('of what became current before one asks nobody is looked up', async () => {
  const asked = (hours: number) => getAdoption(listed.as('auditor'), { id: mixed.id, notBefore: hoursAgo(hours) });
  expect((await asked(5)).adoption?.of).toBe(6);
  expect(await asked(3)).toEqual({ current: null, adoption: null });
});

it('a replica is read under its primary, and where its region is not read nothing is said to be silence', async () => {
  expect((await told(replicated))?.readers.map(({ who, state }) => `${who} ${state}`)).toEqual([
    'ecs stopped unknown',
    'ecs edge adopted',
  ]);
});

it('is for those who may read its history, and what is not in sight is not there', async () => {
  expect(await refusalOf(getAdoption(listed.as('viewer'), { id: mixed.id }))).toMatchObject({ code: 'forbidden' });
  const grants: Grant[] = [
    { permission: 'inventory.read', effect: 'allow', where: { environments: ['prod'] } },
    { permission: 'history.read', effect: 'allow', where: { tag: { key: 'team', value: 'payments' } } },
  ];
  const some = listed.as('viewer', { grants });
  expect((await about(some, mixed)).adoption?.of).toBe(6);
  expect(await refusalOf(getAdoption(some, { id: other.id }))).toMatchObject({ code: 'forbidden' });
  const blind = listed.as('viewer', {
    grants: grants.map((grant) => ({ ...grant, where: { environments: ['dev'] } })),
  });
  expect(await refusalOf(getAdoption(blind, { id: mixed.id }))).toMatchObject({ code: 'not_found' });
});
