import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING, NOTHING } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { createStore } from '@/lib/store/create-store';
import { minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';

let test: TestStore;
let superuser: pg.Client;
beforeAll(async () => {
  test = await startTestStore([]);
  superuser = new pg.Client(test.database.superuserUrl);
  await superuser.connect();
});
beforeEach(async () => {
  await superuser.query(`truncate keyledger.ledger, keyledger.refusal_fold;
    update keyledger.ledger_head set seq = 0, hash = repeat('0', 64)`);
});
afterAll(async () => {
  await superuser.end();
  await test.stop();
});

const make = (more: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  actId: 'act',
  action: 'secret.reveal',
  phase: 'asked',
  actor: { id: 'demo|ann', name: 'Ann', persona: 'admin' },
  secret: { id: 's', arn: 'arn', name: 'prod/a', environment: 'prod', accountId: '1', tags: { team: 'payments' } },
  reason: 'because',
  code: null,
  requestId: 'r',
  count: 1,
  detail: { mode: 'field', number: 1.5, yes: true, none: null },
  ...more,
});
const append = (more: Partial<NewLedgerEntry> = {}, at = NOW) => test.store.ledger.append(make(more), at);
const appendMany = async (count: number) => {
  for (let index = 0; index < count; index += 1) await append({ actId: `act-${index}` });
};
const all = { limit: 100, beforeSeq: null };

describe('the chain', () => {
  it('is without gaps when many write at once, and verifies', async () => {
    const entries = await Promise.all(Array.from({ length: 40 }, (_, index) => append({ actId: `a${index}` })));
    expect(entries.map(({ seq }) => seq).toSorted((left, right) => left - right)).toEqual(
      entries.map((_, index) => index + 1),
    );
    const head = entries.find(({ seq }) => seq === 40)?.hash;
    expect(await test.store.ledger.verify()).toEqual({ entries: 40, head, brokenAt: null });
  });

  it('is empty at first', async () => {
    expect(await test.store.ledger.verify()).toEqual({ entries: 0, head: null, brokenAt: null });
  });

  it('verifies over batches and with characters that cannot be kept', async () => {
    await append({ reason: 'x\0y\uD800 ünï 𝄞', detail: { 'k\0': 'v\0', 2: 'b', 10: 'c', a: -0 } });
    const { rows } = await superuser.query('select max(seq) from keyledger.ledger');
    expect(rows[0]).toEqual({ max: '1' });
    expect((await test.store.ledger.verify()).brokenAt).toBeNull();
  });

  it.each<[string, string, number, RegExp]>([
    ['a changed reason', `update keyledger.ledger set reason = 'other' where seq = 3`, 3, /content/],
    ['a changed time', `update keyledger.ledger set at = at + interval '1 ms' where seq = 2`, 2, /content/],
    [
      'a changed tag',
      `update keyledger.ledger set secret = jsonb_set(secret, '{tags,team}', '"x"') where seq = 4`,
      4,
      /content/,
    ],
    ['a removed entry', 'delete from keyledger.ledger where seq = 2', 2, /missing, between .*; 3 comes next/],
    ['a removed first entry', 'delete from keyledger.ledger where seq = 1', 1, /missing/],
    ['a removed end', 'delete from keyledger.ledger where seq = 5', 5, /end/],
    ['a removed everything', 'delete from keyledger.ledger', 1, /end: the ledger had 5/],
    [
      'two exchanged entries',
      `update keyledger.ledger set seq = 99 where seq = 2; update keyledger.ledger set seq = 2 where seq = 3;
      update keyledger.ledger set seq = 3 where seq = 99`,
      2,
      /was sealed as entry 3/,
    ],
    [
      'an entry added by hand',
      `insert into keyledger.ledger select 6, at, act_id, action, phase, actor, secret, reason, code, request_id,
      count, detail, hash, repeat('a', 64) from keyledger.ledger where seq = 5`,
      6,
      /content/,
    ],
  ])('shows %s, and where', async (_, tamper, seq, why) => {
    await appendMany(5);
    await superuser.query(tamper);
    const { brokenAt } = await test.store.ledger.verify();
    expect(brokenAt?.seq).toBe(seq);
    expect(brokenAt?.why).toMatch(why);
  });

  it('is guarded by the role', async () => {
    expect(await test.store.ledgerGuard()).toBe('append-only');
    for (const databaseUrl of [test.database.ownerUrl, test.database.superuserUrl]) {
      const store = createStore({ databaseUrl });
      expect(await store.ledgerGuard()).toBe('tamper-evident');
      await store.close();
    }
  });
});

describe('when the database is away', () => {
  it('says unavailable', async () => {
    const store = createStore({ databaseUrl: 'postgresql://a:b@127.0.0.1:1/x' });
    await expect(store.ledger.append(make(), NOW)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
    await store.close();
  });

  it('leaves nothing half when the connection is cut in the middle', async () => {
    await append();
    const blocker = new pg.Client(test.database.superuserUrl);
    await blocker.connect();
    await blocker.query('begin; lock table keyledger.ledger_head in access exclusive mode');
    const cut = append({ actId: 'cut' }).catch((error: unknown) => error);
    const waiting = `select pid from pg_stat_activity where application_name = 'keyledger' and wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(async () => (await superuser.query(waiting)).rowCount).toBe(1);
    await superuser.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
    expect(await cut).toMatchObject({ code: 'unavailable' });
    await blocker.query('rollback');
    await blocker.end();
    expect(await test.store.ledger.verify()).toMatchObject({ entries: 1, brokenAt: null });
    expect(await append({ actId: 'after' })).toMatchObject({ seq: 2 });
  });
});

describe('refusals', () => {
  const refuse = (seconds: number, more: Partial<NewLedgerEntry> = {}) =>
    test.store.ledger.appendRefusal(
      make({ phase: 'refused', code: 'forbidden', ...more }),
      minutesAfter(NOW, seconds / 60),
    );
  const counts = async () => (await test.store.ledger.list(EVERYTHING, all)).map(({ count }) => count);

  it('are one entry at once, and the rest of the minute is one more', async () => {
    for (const second of [0, 10, 20, 59]) await refuse(second);
    expect(await counts()).toEqual([1]);
    expect(await test.store.ledger.flushRefusals(minutesAfter(NOW, 0.9))).toBe(0);
    expect(await test.store.ledger.flushRefusals(minutesAfter(NOW, 1))).toBe(1);
    expect(await test.store.ledger.flushRefusals(minutesAfter(NOW, 2))).toBe(0);
    expect(await counts()).toEqual([3, 1]);
  });

  it('of a later minute begin anew, after the count of the one before', async () => {
    for (const second of [0, 10, 70]) await refuse(second);
    expect(await counts()).toEqual([1, 1, 1]);
    expect(await test.store.ledger.flushRefusals(minutesAfter(NOW, 5))).toBe(0);
    expect((await test.store.ledger.verify()).brokenAt).toBeNull();
  });

  it('of other people, secrets or causes do not fold', async () => {
    await refuse(0);
    await refuse(1, { actor: { id: 'demo|bob', name: 'Bob', persona: null } });
    await refuse(2, { code: 'invalid' });
    await refuse(3, { secret: null });
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  it('count right when they come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => refuse(0)));
    await test.store.ledger.flushRefusals(minutesAfter(NOW, 2));
    expect(await counts()).toEqual([19, 1]);
  });
});

describe('reading', () => {
  it('filters, pages and respects visibility', async () => {
    await append({ actId: 'a' });
    await append({ actId: 'a', phase: 'done' });
    await append({
      actId: 'b',
      action: 'config.loaded',
      phase: 'noted',
      secret: null,
      actor: { id: 'keyledger', name: 'Keyledger', persona: null },
    });
    const seqs = async (query: object, visibility = EVERYTHING) =>
      (await test.store.ledger.list(visibility, { ...all, ...query })).map(({ seq }) => seq);
    expect(await seqs({})).toEqual([3, 2, 1]);
    expect(await seqs({ beforeSeq: 3, limit: 1 })).toEqual([2]);
    expect(await seqs({ phase: ['done'] })).toEqual([2]);
    expect(await seqs({ action: ['config.loaded'] })).toEqual([3]);
    expect(await seqs({ actor: 'demo|ann', secretId: 's' })).toEqual([2, 1]);
    expect(await seqs({}, NOTHING)).toEqual([]);
    expect(await seqs({}, { allow: [{ tag: { key: 'team', value: 'payments' } }], deny: [] })).toEqual([2, 1]);
    // An entry about no secret may name one all the same: it is for those from whom none is kept.
    expect(await seqs({}, { allow: [{}], deny: [{ environments: ['prod'] }] })).toEqual([]);
    expect(await seqs({}, { allow: [{}], deny: [{ environments: ['dev'] }] })).toEqual([2, 1]);
  });

  it('finds acts whose outcome is not known', async () => {
    await append({ actId: 'open' });
    await append({ actId: 'ended' });
    await append({ actId: 'ended', phase: 'failed', code: 'upstream' });
    await append({ actId: 'young' }, minutesAfter(NOW, 9));
    const open = await test.store.ledger.openActs(minutesAfter(NOW, 5));
    expect(open.map(({ actId }) => actId)).toEqual(['open']);
  });
});
