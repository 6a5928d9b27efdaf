import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  completeReminderInput,
  remindersList,
  remindersQuery,
  secretReminder,
  setReminderInput,
} from '@/lib/contract/reminders';
import { addDays, dayOf } from '@/lib/domain/day';
import type { Grant } from '@/lib/domain/grant';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { completeReminder } from './complete-reminder';
import { getReminder } from './get-reminder';
import { listReminders } from './list-reminders';
import { setReminder } from './set-reminder';

let world: ServicesWorld;
/** Those that AWS does not rotate, none of which is in production, and one that it does. */
let byHand: InventoryRow[];
let rotated: InventoryRow;
beforeAll(async () => {
  world = await startServicesWorld();
  const all = await readInventory(world.ctx);
  byHand = all.filter((row) => !row.rotationEnabled && row.primaryRegion === null);
  rotated = await world.row('prod/payments/db');
});
afterAll(() => world.stop());

type As = Parameters<ServicesWorld['as']>[0];
const inDays = (days: number): string => addDays(dayOf(new Date()), days);
const of = (index: number): InventoryRow => {
  const row = byHand[index];
  if (!row) throw new Error(`no secret ${index} without rotation`);
  return row;
};
const look = async (id: string) => secretReminder.parse(await getReminder(world.as('admin'), { id }));
const set = async (as: As, { id }: InventoryRow, given: object) => {
  const revision = (await look(id)).reminder?.revision ?? null;
  const input = setReminderInput.parse({ dueOn: inDays(10), everyDays: null, note: null, revision, ...given });
  return secretReminder.parse(await setReminder(world.as(as), { id, input }));
};
const complete = async (as: As, { id }: InventoryRow, given: object) => {
  const revision = (await look(id)).reminder?.revision;
  const input = completeReminderInput.parse({ note: null, next: null, revision, ...given });
  return secretReminder.parse(await completeReminder(world.as(as), { id, input }));
};
const list = async (as: As, query: object = {}) =>
  remindersList.parse(await listReminders(world.as(as), remindersQuery.parse(query)));
const acts = async () => (await world.ledger()).filter(({ action }) => action === 'secret.annotate');

describe('a reminder', () => {
  it('is set, changed, done and set for the next time, each in the ledger before it is so', async () => {
    const secret = of(0);
    const first = await set('admin', secret, { everyDays: 90, note: 'Ask the vendor.\r\nThen deploy.' });
    expect(first.reminder).toMatchObject({ standing: 'soon', daysLeft: 10, note: 'Ask the vendor.\nThen deploy.' });
    await set('admin', secret, { dueOn: inDays(-3), everyDays: 90, note: null });
    expect((await look(secret.id)).reminder).toMatchObject({ standing: 'overdue', daysLeft: -3 });
    const after = await complete('admin', secret, { note: 'Done by phone.', next: inDays(90) });
    expect(after.reminder).toMatchObject({ dueOn: inDays(90), everyDays: 90, standing: 'later' });
    expect(after.done).toMatchObject([{ dueOn: inDays(-3), doneBy: 'admin@example.com', note: 'Done by phone.' }]);
    const entries = await acts();
    expect(entries.map(({ phase }) => phase)).toEqual(['asked', 'done', 'asked', 'done', 'asked', 'done']);
    expect(entries[2]?.detail).toEqual({
      what: 'reminder',
      dueOnBefore: inDays(10),
      dueOnAfter: inDays(-3),
      noteBefore: 'Ask the vendor.\nThen deploy.',
      noteAfter: null,
    });
    expect(entries[5]).toMatchObject({
      secret: { name: secret.name },
      detail: { what: 'reminder done', dueOn: inDays(-3), note: 'Done by phone.', next: inDays(90) },
    });
  });

  it('that comes once ends when it is done, and what was done stays to be seen', async () => {
    const secret = of(1);
    await set('admin', secret, { dueOn: inDays(4), everyDays: 90, note: 'Ask the vendor.' });
    const after = await complete('admin', secret, {});
    expect(after).toMatchObject({ reminder: null, done: [{ note: null }] });
    expect(await look(secret.id)).toEqual(after);
    // What it said is kept in the ledger, as of one that was taken away.
    expect((await acts()).at(-1)?.detail).toEqual({
      what: 'reminder done',
      dueOn: inDays(4),
      note: null,
      next: null,
      noteBefore: 'Ask the vendor.',
      everyDaysBefore: 90,
    });
    const revision = '0'.repeat(22);
    expect(
      await refusalOf(
        completeReminder(world.as('admin'), { id: secret.id, input: { note: null, next: null, revision } }),
      ),
    ).toMatchObject({ code: 'conflict' });
  });

  it('that stays as it is is no act, and one that was taken away is gone', async () => {
    const secret = of(1);
    const { reminder } = await set('admin', secret, { note: 'n' });
    const before = (await acts()).length;
    expect((await set('admin', secret, { note: ' n ' })).reminder).toEqual(reminder);
    expect(await acts()).toHaveLength(before);
    expect((await set('admin', secret, { dueOn: null })).reminder).toBeNull();
    expect((await acts()).at(-1)?.detail).toMatchObject({ dueOnAfter: null, noteBefore: 'n', noteAfter: null });
  });

  it('is changed once by two who saw the same at once', async () => {
    const secret = of(2);
    const { reminder } = await set('admin', secret, {});
    const input = (dueOn: string) =>
      setReminderInput.parse({ dueOn, everyDays: null, note: null, revision: reminder?.revision });
    const both = await Promise.allSettled(
      [inDays(1), inDays(2)].map((dueOn) => setReminder(world.as('admin'), { id: secret.id, input: input(dueOn) })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const done = () =>
      completeReminder(world.as('admin'), {
        id: secret.id,
        input: completeReminderInput.parse({ note: null, next: inDays(5), revision: reminder?.revision }),
      });
    expect(await refusalOf(done())).toMatchObject({ code: 'conflict' });
    expect((await look(secret.id)).done).toEqual([]);
  });

  it('is not of a secret that AWS rotates by itself', async () => {
    expect(await refusalOf(set('admin', rotated, {}))).toMatchObject({ code: 'conflict' });
    expect((await acts()).at(-1)).toMatchObject({ phase: 'refused', code: 'conflict' });
  });

  it('is for who may annotate the secret; who sees it sees the reminder', async () => {
    const secret = of(0);
    for (const as of ['viewer', 'auditor'] as const) {
      expect(await refusalOf(set(as, secret, {}))).toMatchObject({ code: 'forbidden' });
      expect((await getReminder(world.as(as), { id: secret.id })).reminder).not.toBeNull();
      expect((await list(as)).items.every(({ mayChange }) => !mayChange)).toBe(true);
    }
  });

  it('is not there, nor counted, for who does not see the secret', async () => {
    const [hidden, seen] = [of(0), of(2)];
    const grants: Grant[] = [
      { permission: 'inventory.read', effect: 'allow', where: { namePrefix: seen.name } },
      { permission: 'secret.annotate', effect: 'allow', where: {} },
    ];
    const blind = world.as('admin', { grants });
    const found = await listReminders(blind, remindersQuery.parse({}));
    expect(found.items.map(({ secret }) => secret.name)).toEqual([seen.name]);
    expect(found.counts).toEqual({ overdue: 0, soon: 1, later: 0 });
    expect(await refusalOf(getReminder(blind, { id: hidden.id }))).toMatchObject({ code: 'not_found' });
    const input = setReminderInput.parse({ dueOn: inDays(1), everyDays: null, note: null, revision: null });
    expect(await refusalOf(setReminder(blind, { id: hidden.id, input }))).toMatchObject({ code: 'not_found' });
  });
});

describe('the list of reminders', () => {
  it('goes by the day, page after page, and its counts are those of its filters', async () => {
    const rows = byHand.slice(0, 6);
    const days = [-2, -2, 0, 30, 31, 400];
    for (const [index, row] of rows.entries()) await set('admin', row, { dueOn: inDays(days[index] ?? 0) });
    const whole = await list('admin');
    expect(whole.counts).toEqual({ overdue: 2, soon: 2, later: 2 });
    expect(whole.items.map(({ daysLeft }) => daysLeft)).toEqual(days);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list('admin', { limit: '1', ...(cursor && { cursor }) });
      paged.push(...page.items.map(({ secret }) => secret.id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.items.map(({ secret }) => secret.id));
    for (const due of ['overdue', 'soon', 'later'] as const)
      expect((await list('admin', { due })).items.map(({ standing }) => standing)).toEqual([due, due]);
    const env = whole.items[0]?.secret.environment.value ?? '';
    const within = await list('admin', { env: [env] });
    expect(within.items.length).toBe(whole.items.filter(({ secret }) => secret.environment.value === env).length);
    expect(within.counts.overdue + within.counts.soon + within.counts.later).toBe(within.items.length);
  });

  it.each(['e30', 'x', Buffer.from('{"d":"0000-01-01","i":"aaaaaaaaaaaaaaaaaaaaaa"}').toString('base64url')])(
    'refuses the cursor %s by name',
    async (cursor) => {
      expect(await refusalOf(list('admin', { cursor }))).toMatchObject({
        code: 'invalid',
        errors: [{ pointer: 'query:cursor' }],
      });
    },
  );
});

it.each([
  { dueOn: '2026-02-30' },
  { dueOn: '1999-12-31' },
  { dueOn: '2200-01-01' },
  { dueOn: '20261-01-01' },
  { dueOn: '' },
  { everyDays: 0 },
  { everyDays: 1.5 },
  { everyDays: 3651 },
  { everyDays: '90' },
  { note: 'a\u0000b' },
  { note: '\u202Etxt' },
  { note: 'n'.repeat(1001) },
  { revision: 'x' },
  { other: 1 },
])('%j is refused', (given) => {
  const good = { dueOn: '2026-02-28', everyDays: null, note: null, revision: null };
  expect(setReminderInput.safeParse(good).success).toBe(true);
  expect(setReminderInput.safeParse({ ...good, ...given }).success).toBe(false);
});
