import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerList, ledgerQuery } from '@/lib/contract/ledger';
import { runsList, runsQuery } from '@/lib/contract/rotation';
import type { Grant } from '@/lib/domain/grant';
import { planAnchor } from '@/lib/domain/ledger/plan-anchor';
import { readSigners, signAnchor } from '@/lib/domain/ledger/sign-anchor';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { getRun } from './get-run';
import { listLedger } from './list-ledger';
import { listRuns } from './list-runs';
import { requestSync } from './request-sync';
import { revealSecret } from './reveal-secret';
import { rotateSecret } from './rotate-secret';

const OURS = 'dev/payments/db';
const THEIRS = 'staging/identity/jwt-signing';

let world: ServicesWorld;
let runIds: string[] = [];
beforeAll(async () => {
  world = await startServicesWorld();
  const [owner, operator] = [world.as('owner'), world.as('operator')];
  const ours = await world.row(OURS);
  const theirs = await world.row(THEIRS);
  const key = { idempotencyKey: undefined };
  await revealSecret(owner, { id: ours.id, input: { mode: 'fields' }, ...key });
  await revealSecret(operator, { id: theirs.id, input: { mode: 'fields', reason: 'a look' }, ...key });
  await requestSync(operator, {});
  const first = await rotateSecret(owner, { id: ours.id, input: {}, ...key });
  const second = await rotateSecret(operator, { id: theirs.id, input: {}, ...key });
  runIds = [first.runId, second.runId];
});
afterAll(() => world.stop());

const ledger = async (ctx: Context, query: object = {}) =>
  ledgerList.parse(await listLedger(ctx, ledgerQuery.parse(query)));
const runs = async (ctx: Context, query: object = {}) => runsList.parse(await listRuns(ctx, runsQuery.parse(query)));
const forged = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const onlyPayments = (permission: Grant['permission']): Grant => ({
  permission,
  effect: 'allow',
  where: { tag: { key: 'team', value: 'payments' } },
});

describe('the ledger', () => {
  it('is read whole by an auditor, newest first, without values, tags or account', async () => {
    const { items, guard } = await ledger(world.as('auditor'));
    expect(guard).toBe('append-only');
    expect(items.map(({ seq }) => seq)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(items.map(({ action, phase }) => `${action} ${phase}`).toReversed()).toEqual([
      'secret.reveal asked',
      'secret.reveal done',
      'secret.reveal asked',
      'secret.reveal done',
      'scope.sync noted',
      'secret.rotate asked',
      'secret.rotate done',
      'secret.rotate asked',
      'secret.rotate done',
    ]);
    expect(items[0]?.prevHash).toBe(items[1]?.hash);
  });

  it('filters by action, phase, person, secret and time', async () => {
    const auditor = world.as('auditor');
    const seqs = async (query: object) => (await ledger(auditor, query)).items.map(({ seq }) => seq);
    const { id } = await world.row(OURS);
    const [latest] = (await ledger(auditor)).items;
    expect(await seqs({ action: ['secret.reveal', 'scope.sync'] })).toEqual([5, 4, 3, 2, 1]);
    expect(await seqs({ action: ['secret.rotate'], phase: ['asked'] })).toEqual([8, 6]);
    expect(await seqs({ actor: world.as('owner').actor.id })).toEqual([7, 6, 2, 1]);
    expect(await seqs({ secret: id })).toEqual([7, 6, 2, 1]);
    expect(await seqs({ from: latest?.at, to: latest?.at })).toContain(9);
    expect(await seqs({ from: '2999-01-01T00:00:00Z' })).toEqual([]);
  });

  it('finds text in reason, person and secret, taken literally, and counts what matches', async () => {
    const auditor = world.as('auditor');
    const found = async (query: object) => {
      const { items, total } = await ledger(auditor, query);
      return { seqs: items.map(({ seq }) => seq), total };
    };
    expect(await found({ q: 'A Look' })).toEqual({ seqs: [4, 3], total: { entries: 2, more: false } });
    expect(await found({ q: 'PAYMENTS/d' })).toEqual({ seqs: [7, 6, 2, 1], total: { entries: 4, more: false } });
    expect((await found({ q: 'a%look' })).seqs).toEqual([]);
    expect((await found({ q: world.as('operator').actor.id })).seqs).toEqual([9, 8, 5, 4, 3]);
    const first = await ledger(auditor, { limit: '4' });
    expect(first.total).toEqual({ entries: 9, more: false });
    expect((await ledger(auditor, { limit: '4', cursor: first.nextCursor })).total).toBeNull();
  });

  it('says what holds it together, to those alone who see all of it', async () => {
    const { integrity } = await ledger(world.as('auditor'));
    expect(integrity).toMatchObject({
      checked: null,
      anchor: null,
      overdueSince: null,
      unanchored: { entries: 9, oldestAt: expect.any(String) },
      sinks: [{ name: 'log', delivered: 0, waitingSince: null, problem: null }],
    });
    const partial = await ledger(world.as('viewer', { grants: [onlyPayments('ledger.read')] }));
    expect(partial).toMatchObject({ integrity: null, total: { entries: 4, more: false } });
  });

  it('says since when an anchor has been due, or waits to be sent', async () => {
    const auditor = world.as('auditor');
    const in3h = new Date(Date.now() + 3 * 3_600_000);
    const { integrity } = await ledger({ ...auditor, now: () => in3h });
    expect(integrity?.overdueSince).toBe(integrity?.unanchored.oldestAt);
    const [id, head] = await Promise.all([auditor.store.anchors.ledgerId(), auditor.store.anchors.head()]);
    const { privateKey } = generateKeyPairSync('ed25519');
    const signers = readSigners(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    const pace = { everyMinutes: 60, everyEntries: 1000 };
    const planned = planAnchor({ ledger: id, head, last: null, now: new Date() }, pace);
    if (planned) await auditor.store.anchors.add(signAnchor(planned, signers));
    expect((await ledger(auditor)).integrity).toMatchObject({ overdueSince: null, sinks: [{ waitingSince: null }] });
    const waiting = (await ledger({ ...auditor, now: () => in3h })).integrity;
    expect(waiting).toMatchObject({ overdueSince: null, sinks: [{ waitingSince: planned?.at }] });
    await auditor.store.anchors.recordDelivery('log', 1, new Date());
    expect((await ledger({ ...auditor, now: () => in3h })).integrity?.sinks).toMatchObject([{ waitingSince: null }]);
  });

  it('goes on from a cursor, and refuses a forged one', async () => {
    const auditor = world.as('auditor');
    const seqs: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger(auditor, { limit: '4', cursor });
      seqs.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seqs).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    for (const seq of [0, -1, 1.5, 1e300, '1', null])
      expect(await refusalOf(ledger(auditor, { cursor: forged({ seq }) }))).toMatchObject({ code: 'invalid' });
  });

  it('shows to one who may read a part of it the entries on that part', async () => {
    const ctx = world.as('viewer', { grants: [onlyPayments('ledger.read')] });
    const { items } = await ledger(ctx);
    expect(items.map(({ seq }) => seq)).toEqual([7, 6, 2, 1]);
    expect(items.every(({ secret }) => secret?.name === OURS)).toBe(true);
  });

  it('is for nobody else', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const)
      expect(await refusalOf(ledger(world.as(persona)))).toMatchObject({ code: 'forbidden' });
  });
});

describe('rotations', () => {
  it('are listed with the names of their secrets, within sight', async () => {
    const all = await runs(world.as('viewer'));
    expect(all.items.map(({ id, secret }) => [id, secret.name])).toEqual([
      [runIds[1], THEIRS],
      [runIds[0], OURS],
    ]);
    expect((await runs(world.as('owner'))).items.map(({ secret }) => secret.name)).toEqual([OURS]);
    const { id } = await world.row(THEIRS);
    expect((await runs(world.as('owner'), { secret: id })).items).toEqual([]);
    expect(await refusalOf(getRun(world.as('owner'), { id: runIds[1] ?? '' }))).toMatchObject({ code: 'not_found' });
    expect((await runs(world.as('viewer'), { active: 'false' })).items).toEqual([]);
  });

  it('go on from a cursor, and refuse a forged one', async () => {
    const viewer = world.as('viewer');
    const first = await runs(viewer, { limit: '1' });
    const second = await runs(viewer, { limit: '1', cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(runIds.toReversed());
    expect(second.nextCursor).toBeNull();
    const at = '2026-01-01T00:00:00.000Z';
    for (const wrong of [{ startedAt: 'x', id: 'a' }, { startedAt: at }, { startedAt: at, id: 'a\0' }])
      expect(await refusalOf(runs(viewer, { cursor: forged(wrong) }))).toMatchObject({ code: 'invalid' });
  });
});
