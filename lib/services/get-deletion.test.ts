import { afterAll, beforeAll, expect, it } from 'vitest';
import { deletionView } from '@/lib/contract/deletion';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { Grant } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { getDeletion } from './get-deletion';

const plain = { rotationEnabled: false } as const;
const read = makeSecret({ name: 'prod/payments/db', environment: 'prod', lastAccessedOn: '2026-11-19', ...plain });
const twin = makeSecret({
  name: 'prod/payments/db',
  environment: 'staging',
  accountId: UNCOVERED.accountId,
  lastAccessedOn: '2026-11-19',
  ...plain,
});
const longer = makeSecret({ name: 'prod/payments/db-2', environment: 'prod', ...plain });
const unread = makeSecret({ name: 'dev/old', ...plain });
const missed = makeSecret({ name: 'prod/legacy/ftp', environment: 'prod', deletedAt: daysAgo(3), ...plain });

const rotationLambdaArn = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-it';
const sharing = makeSecret({ name: 'prod/shared', environment: 'prod', rotationLambdaArn, ...plain });
const rotated = makeSecret({ name: 'dev/rotated', rotationLambdaArn, ...plain });
const revealed = makeSecret({ name: 'dev/revealed', lastAccessedOn: '2026-11-19', ...plain });
/** Its date is the scheduled end, so that nobody says when it was asked for. */
const ending = makeSecret({ name: 'dev/ending', deletedAt: daysAgo(-20), ...plain });

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([read, twin, longer, unread, missed, sharing, rotated, revealed, ending], {
    [read.id]: [1, 2],
    [missed.id]: [4],
    [ending.id]: [60],
  });
  const failed = (who: string, days: number, change: object = {}) =>
    ok(
      makeEvent({
        secretId: missed.secret.arn,
        at: daysAgo(days),
        outcome: 'failed',
        errorCode: 'InvalidRequestException',
        principal: makePrincipal(who),
        workload: null,
        ...change,
      }),
    );
  const shared = { principal: makePrincipal('shared-role') };
  const at = (event: object) => ok(makeEvent({ secretId: sharing.secret.arn, ...shared, ...event }));
  await listed.ctx.store.history.applyEvents({
    scopeId: COVERED.id,
    records: [
      failed('nightly', 2),
      failed('nightly', 1),
      failed('batch', 1.5),
      // Had it until its policy was taken away.
      failed('payments-api', 1, { outcome: 'denied', errorCode: 'AccessDenied' }),
      failed('early', 5),
      failed('stranger', 1, { outcome: 'denied', errorCode: 'AccessDenied' }),
      failed('rotator', 1, { eventName: 'RotateSecret', actionClass: 'rotation' }),
      failed('sso', 1, { actorKind: 'person', person: 'una@example.com' }),
      // One role: a program each day, its rotation function and a person last.
      ...[5, 4, 3, 2].map((days) => at({ at: daysAgo(days), workload: 'lambda api' })),
      at({ at: daysAgo(0.5), workload: 'lambda rotate-it' }),
      at({ at: daysAgo(0.4), workload: null, actorKind: 'person', person: 'una@example.com' }),
      ok(
        makeEvent({
          secretId: rotated.secret.arn,
          at: daysAgo(1),
          principal: makePrincipal('rotate'),
          workload: 'lambda rotate-it',
        }),
      ),
      ok(
        makeEvent({
          secretId: revealed.secret.arn,
          at: daysAgo(1),
          principal: makePrincipal('keyledger-reveal'),
          actorKind: 'this-dashboard',
          workload: null,
          person: 'una@example.com',
        }),
      ),
    ],
    covered: null,
    at: NOW,
  });
});
afterAll(() => listed.stop());

const about = async (ctx: Context, { id }: DecidedSecret) => deletionView.parse(await getDeletion(ctx, { id }));
const idsOf = ({ checks }: Awaited<ReturnType<typeof about>>) => checks.map(({ id }) => id);

it('of one that is pending it names who asked for it in vain since, and how it comes back', async () => {
  const told = await about(listed.as('admin'), missed);
  expect(told).toMatchObject({ verdict: 'in-use', sentence: expect.stringMatching(/^Restore it/) });
  expect(idsOf(told).slice(0, 2)).toEqual(['reads-refused', 'programs-read']);
  expect(idsOf(told)).toContain('people-refused');
  expect(told.users?.map(({ who, reads, refused }) => [who, reads, refused?.times, refused?.lastAt])).toEqual([
    ['payments-api', 1, 1, daysAgo(1).toISOString()],
    ['nightly', 0, 2, daysAgo(1).toISOString()],
    ['una@example.com', 0, 1, daysAgo(1).toISOString()],
    ['batch', 0, 1, daysAgo(1.5).toISOString()],
  ]);
  expect(told.restore).toBe(`aws secretsmanager restore-secret --region eu-west-1 --secret-id ${missed.secret.arn}`);
});

it('of one that is read it names who would fail, and others of just its name', async () => {
  const told = await about(listed.as('admin'), read);
  expect(told).toMatchObject({ verdict: 'in-use', restore: null });
  expect(idsOf(told)).toEqual(['programs-read', 'namesakes']);
  expect(told.users).toEqual([
    expect.objectContaining({ who: 'payments-api', actorKind: 'workload', reads: 2, refused: null }),
  ]);
  expect(told.namesakes).toEqual([
    expect.objectContaining({ id: twin.id, account: UNCOVERED.accountId, environment: 'staging' }),
  ]);
  const grants: Grant[] = [{ permission: 'inventory.read', effect: 'allow', where: { environments: ['prod'] } }];
  expect((await about(listed.as('admin', { grants }), read)).namesakes).toEqual([]);
});

it('no readers is said of time that is known alone', async () => {
  expect(await about(listed.as('admin'), unread)).toMatchObject({ verdict: 'unused', users: [] });
  const told = await about(listed.as('admin'), twin);
  expect(told.verdict).toBe('unsure');
  expect(idsOf(told)).toEqual(['history-not-covered', 'access-not-explained', 'namesakes']);
});

it('without history.read it tells nothing of who reads, and says that it cannot', async () => {
  const told = await about(listed.as('viewer'), missed);
  expect(told).toMatchObject({ verdict: 'unsure', users: null, restore: expect.any(String) });
  expect(idsOf(told)).toContain('history-hidden');
});

it('who shares a role with its rotation function, or with a person, is told apart from them', async () => {
  const told = await about(listed.as('admin'), sharing);
  expect(idsOf(told)).toEqual(expect.arrayContaining(['programs-read', 'people-read']));
  expect(told.users?.map(({ who, actorKind, reads }) => [who, actorKind, reads])).toEqual([
    ['una@example.com', 'person', 1],
    ['lambda api, lambda rotate-it', 'workload', 5],
  ]);
  const alone = await about(listed.as('admin'), rotated);
  expect(alone).toMatchObject({ verdict: 'unused', users: [] });
  expect(alone.checks[0]?.message).toMatch(/^Nobody but its rotation function has read it/);
});

it('who reveals it here is asked before it goes', async () => {
  const told = await about(listed.as('admin'), revealed);
  expect(told).toMatchObject({ verdict: 'unsure', users: [{ who: 'una@example.com', actorKind: 'this-dashboard' }] });
  expect(idsOf(told)).toEqual(['revealed-here']);
});

it('where nobody says when the deletion was asked for, no refusal is told as of since then', async () => {
  const told = await about(listed.as('admin'), ending);
  expect(idsOf(told)).not.toContain('reads-refused');
  expect(told.users).toEqual([expect.objectContaining({ reads: 1, refused: null })]);
});

it('what is not in sight is not there', async () => {
  const refused = await refusalOf(getDeletion(listed.as('owner'), { id: unread.id }));
  expect(refused).toMatchObject({ code: 'not_found' });
});
