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

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([read, twin, longer, unread, missed], { [read.id]: [1, 2], [missed.id]: [4] });
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
  await listed.ctx.store.history.applyEvents({
    scopeId: COVERED.id,
    // One before it was asked for, one that IAM denied, one that is no read.
    records: [
      failed('nightly', 2),
      failed('nightly', 1),
      failed('batch', 1.5),
      failed('early', 5),
      failed('stranger', 1, { outcome: 'denied', errorCode: 'AccessDenied' }),
      failed('rotator', 1, { eventName: 'RotateSecret', actionClass: 'rotation' }),
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
  expect(idsOf(told)).toEqual(expect.arrayContaining(['reads-refused']));
  expect(told.refused.map(({ who, times, lastAt }) => [who, times, lastAt])).toEqual([
    ['nightly', 2, daysAgo(1).toISOString()],
    ['batch', 1, daysAgo(1.5).toISOString()],
  ]);
  expect(told.readers?.map(({ who, reads }) => [who, reads])).toEqual([['payments-api', 1]]);
  expect(told.restore).toBe(`aws secretsmanager restore-secret --region eu-west-1 --secret-id ${missed.secret.arn}`);
});

it('of one that is read it names who would fail, and others of just its name', async () => {
  const told = await about(listed.as('admin'), read);
  expect(told).toMatchObject({ verdict: 'in-use', restore: null, refused: [] });
  expect(idsOf(told)).toEqual(['programs-read', 'namesakes']);
  expect(told.readers).toEqual([expect.objectContaining({ who: 'payments-api', actorKind: 'workload', reads: 2 })]);
  expect(told.namesakes).toEqual([
    expect.objectContaining({ id: twin.id, account: UNCOVERED.accountId, environment: 'staging' }),
  ]);
  const grants: Grant[] = [{ permission: 'inventory.read', effect: 'allow', where: { environments: ['prod'] } }];
  expect((await about(listed.as('admin', { grants }), read)).namesakes).toEqual([]);
});

it('no readers is said of time that is known alone', async () => {
  expect(await about(listed.as('admin'), unread)).toMatchObject({ verdict: 'unused', readers: [] });
  const told = await about(listed.as('admin'), twin);
  expect(told.verdict).toBe('unsure');
  expect(idsOf(told)).toEqual(['history-not-covered', 'access-not-explained', 'namesakes']);
});

it('without history.read it tells nothing of who reads, and says that it cannot', async () => {
  const told = await about(listed.as('viewer'), missed);
  expect(told).toMatchObject({ verdict: 'unsure', readers: null, refused: [], restore: expect.any(String) });
  expect(idsOf(told)).toContain('history-hidden');
});

it('what is not in sight is not there', async () => {
  const refused = await refusalOf(getDeletion(listed.as('owner'), { id: unread.id }));
  expect(refused).toMatchObject({ code: 'not_found' });
});
