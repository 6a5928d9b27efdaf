import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedAnchor } from '@/lib/domain/ledger/anchor';
import { planAnchor } from '@/lib/domain/ledger/plan-anchor';
import { GENESIS, toEntryHash } from '@/lib/domain/ledger/seal-entry';
import { readSigners, signAnchor } from '@/lib/domain/ledger/sign-anchor';
import { trustAnchors } from '@/lib/domain/ledger/trust-anchors';
import { toReport, type Report } from '@/lib/domain/ledger/verdict';
import { minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const makeSigners = () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  return readSigners(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
};
const signers = makeSigners();

let test: TestStore;
let superuser: pg.Client;
/** Kept outside: one after entries 5, 10 and 15 of 18. */
let outside: SignedAnchor[] = [];
beforeAll(async () => {
  test = await startTestStore([]);
  superuser = new pg.Client(test.database.superuserUrl);
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await test.stop();
});

const append = (index: number) =>
  test.store.ledger.append(
    {
      actId: `act-${index}`,
      action: 'secret.reveal',
      phase: 'done',
      actor: { id: 'i|ann', name: 'Ann', persona: null },
      secret: null,
      reason: `reason ${index}`,
      code: null,
      requestId: null,
      count: 1,
      detail: {},
    },
    minutesAfter(NOW, index),
  );

async function anchor(minute: number): Promise<void> {
  const { anchors } = test.store;
  const last = await anchors.last();
  const standing = { ledger: await anchors.ledgerId(), head: await anchors.head(), last: last?.anchor ?? null };
  const planned = planAnchor({ ...standing, now: minutesAfter(NOW, minute) }, { everyMinutes: 1, everyEntries: 1 });
  if (!planned) throw new Error('no anchor is due');
  const signed = signAnchor(planned, signers);
  expect(await anchors.add(signed)).toBe(true);
  outside.push(signed);
}

beforeEach(async () => {
  await superuser.query(`truncate keyledger.ledger, keyledger.ledger_anchor;
    update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`);
  outside = [];
  for (let index = 1; index <= 18; index += 1) {
    await append(index);
    if (index % 5 === 0) await anchor(index);
  }
});

async function verify(given: readonly SignedAnchor[], accepted: string[] = [], known = signers): Promise<Report> {
  const ledger = await test.store.anchors.ledgerId();
  const trust = trustAnchors(given, ledger, known);
  const now = new Date();
  const walked = await test.store.ledger.check({ now, anchors: trust.anchors });
  return toReport({ ledger, walked, trust, given: given.length, anchored: given.length > 0, accepted, more: [], now });
}

/** What somebody with every right in the database would do: all hashes from an entry on, and the head, made anew. */
async function rehash(from: number): Promise<void> {
  const { rows } = await superuser.query<{ hash: string }>('select hash from keyledger.ledger where seq = $1', [
    from - 1,
  ]);
  let hash = rows[0]?.hash ?? GENESIS;
  for (const entry of await readAll(from)) {
    const prevHash = hash;
    hash = toEntryHash({ ...entry, prevHash });
    await superuser.query('update keyledger.ledger set prev_hash = $2, hash = $3 where seq = $1', [
      entry.seq,
      prevHash,
      hash,
    ]);
  }
  await superuser.query('update keyledger.ledger_head set hash = $1, seq = (select max(seq) from keyledger.ledger)', [
    hash,
  ]);
}

const readAll = async (from: number) => {
  const { EVERYTHING } = await import('@/lib/domain/grant');
  const all = await test.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null });
  return all.filter(({ seq }) => seq >= from).toReversed();
};

const closeGap = `update keyledger.ledger set seq = -seq where seq > 12; update keyledger.ledger set seq = -seq - 1 where seq < 0`;
const positive = `alter table keyledger.ledger drop constraint if exists ledger_seq_check`;

describe('a ledger that nobody touched', () => {
  it('is whole, holds against its anchors, and shows what is not anchored yet', async () => {
    const report = await verify(outside);
    expect(report).toMatchObject({ verdict: 'whole', exitCode: 0, entries: 18, held: 3, findings: [] });
    expect(report.lastHeld).toMatchObject({ number: 3, seq: 15 });
    expect(report.unanchored).toEqual({ entries: 3, oldestAt: minutesAfter(NOW, 16).toISOString() });
    expect(await verify([])).toMatchObject({ verdict: 'whole', held: 0, unanchored: { entries: 18 } });
  });
});

describe('seen without anchors', () => {
  it.each<[string, string, string, number, number]>([
    ['a changed reason', `update keyledger.ledger set reason = 'x' where seq = 7`, 'changed', 7, 7],
    ['a moved time', `update keyledger.ledger set at = at - interval '1 day' where seq = 7`, 'changed', 7, 7],
    [
      'another person',
      `update keyledger.ledger set actor = jsonb_set(actor, '{id}', '"i|bob"') where seq = 7`,
      'changed',
      7,
      7,
    ],
    ['a removed entry', 'delete from keyledger.ledger where seq = 7', 'missing', 7, 7],
    ['a removed stretch', 'delete from keyledger.ledger where seq between 7 and 9', 'missing', 7, 9],
    ['a removed beginning', 'delete from keyledger.ledger where seq <= 3', 'missing', 1, 3],
    ['a removed end', 'delete from keyledger.ledger where seq > 16', 'truncated', 17, 18],
    [
      'two exchanged entries',
      `${positive}; update keyledger.ledger set seq = -7 where seq = 7; update keyledger.ledger set seq = 7 where seq = 9; update keyledger.ledger set seq = 9 where seq = -7`,
      'moved',
      7,
      7,
    ],
    [
      'an entry copied to the end',
      `alter table keyledger.ledger drop constraint if exists ledger_hash_key; insert into keyledger.ledger select 19, at, act_id, action, phase, actor, secret, reason, code, request_id, count, detail, prev_hash, hash from keyledger.ledger where seq = 7`,
      'moved',
      19,
      19,
    ],
    ['a head that was set back', `update keyledger.ledger_head set seq = 17`, 'rewritten', 17, 18],
    ['a head that is gone', `delete from keyledger.ledger_head`, 'rewritten', -1, 18],
  ])('%s', async (_, tamper, kind, from, to) => {
    await superuser.query(tamper);
    const report = await verify([]);
    expect(report).toMatchObject({ verdict: 'broken', exitCode: 1 });
    expect(report.findings[0]).toMatchObject({ kind, from, to });
    // Anchors never make it less broken.
    expect((await verify(outside)).verdict).toBe('broken');
    if (tamper.includes('delete from keyledger.ledger_head'))
      await superuser.query(`insert into keyledger.ledger_head (seq, hash) values (0, '${GENESIS}')`);
  });
});

describe('seen with anchors alone', () => {
  it('an entry that was changed and everything hashed anew: between which anchors', async () => {
    await superuser.query(`update keyledger.ledger set reason = 'x' where seq = 7`);
    await rehash(7);
    expect((await verify([])).verdict).toBe('whole');
    const report = await verify(outside);
    expect(report).toMatchObject({ verdict: 'broken', held: 1, lastHeld: { number: 1 } });
    expect(report.findings).toEqual([
      {
        kind: 'rewritten',
        from: 6,
        to: 10,
        why: expect.stringMatching(/^anchor 2 .*entry 6 to 10 was changed.*anchor 1 .*still holds$/),
      },
    ]);
    // Down to the last one kept outside: with the first alone nobody can tell.
    expect((await verify(outside.slice(0, 1))).verdict).toBe('whole');
  });

  it('a whole ledger that was written anew', async () => {
    await superuser.query(`update keyledger.ledger set at = at + interval '1 s'`);
    await rehash(1);
    const report = await verify(outside);
    expect(report.findings).toMatchObject([{ kind: 'rewritten', from: 1, to: 5 }]);
    expect(report).toMatchObject({ verdict: 'broken', held: 0, unanchored: { entries: 18 } });
  });

  it('an entry that was removed, the rest moved up and hashed anew', async () => {
    await superuser.query(`${positive}; delete from keyledger.ledger where seq = 12; ${closeGap}`);
    await rehash(12);
    expect((await verify([])).verdict).toBe('whole');
    expect((await verify(outside)).findings).toMatchObject([{ kind: 'rewritten', from: 11, to: 15 }]);
  });

  it('an end that was cut off together with the head', async () => {
    await superuser.query('delete from keyledger.ledger where seq > 12');
    await rehash(12);
    expect((await verify([])).verdict).toBe('whole');
    expect((await verify(outside)).findings).toMatchObject([{ kind: 'truncated', from: 13, to: 15 }]);
    // The last anchor is as far as anybody can see: 16 to 18 were never kept outside.
    expect((await verify(outside.slice(0, 2))).verdict).toBe('whole');
  });

  it('everything, emptied', async () => {
    await superuser.query(
      `delete from keyledger.ledger; update keyledger.ledger_head set seq = 0, hash = '${GENESIS}'`,
    );
    expect((await verify(outside)).findings).toMatchObject([{ kind: 'truncated', from: 1, to: 15 }]);
  });
});

describe('anchors that cannot be believed', () => {
  const forge = (signed: SignedAnchor, change: object): SignedAnchor => ({
    ...signed,
    anchor: { ...signed.anchor, ...change },
  });
  const third = () => outside[2] ?? expect.fail('no third anchor');

  it('one that was changed breaks, and is not held against the ledger', async () => {
    const report = await verify([...outside.slice(0, 2), forge(third(), { hash: 'a'.repeat(64) })]);
    expect(report).toMatchObject({ verdict: 'broken', held: 2, findings: [{ kind: 'anchor-forged', from: 15 }] });
  });

  it('one by a key that nobody vouches for', async () => {
    const { keys: _, ...unsigned } = third().anchor;
    const report = await verify([...outside.slice(0, 2), signAnchor(unsigned, makeSigners())]);
    expect(report).toMatchObject({ verdict: 'broken', held: 2, findings: [{ kind: 'anchor-unknown-key' }] });
    expect((await verify(outside, [], makeSigners())).verdict).toBe('broken');
  });

  it('a new key is believed where an old one signed beside it', async () => {
    const next = makeSigners();
    const { keys: _, ...unsigned } = third().anchor;
    const both = signAnchor(unsigned, [...next, ...signers]);
    const { keys: __, ...later } = {
      ...unsigned,
      number: 4,
      seq: 18,
      hash: (await test.store.anchors.head()).hash,
      previous: null,
      keys: [],
    };
    const report = await verify([...outside.slice(0, 2), both, signAnchor(later, next)]);
    expect(report).toMatchObject({ verdict: 'whole', held: 4, unanchored: { entries: 0 } });
  });

  it('without a key the oldest is believed, and it says so', async () => {
    const report = await verify(outside, [], []);
    expect(report).toMatchObject({ verdict: 'whole', held: 3, anchors: { onFirstUse: true, keys: [signers[0]?.id] } });
  });

  it('those of another ledger are left aside, and alone are no check', async () => {
    const { keys: _, ...unsigned } = third().anchor;
    const other = signAnchor({ ...unsigned, ledger: 'other' }, makeSigners());
    expect(await verify([...outside, other])).toMatchObject({ verdict: 'whole', anchors: { foreign: ['other'] } });
    expect(await verify([other])).toMatchObject({ verdict: 'unchecked', exitCode: 2 });
  });

  it('those of another ledger by a key that is believed are no proof of this one', async () => {
    const { keys: _, ...unsigned } = third().anchor;
    const next = makeSigners();
    const handed = signAnchor({ ...unsigned, ledger: 'other' }, [...next, ...signers]);
    const later = signAnchor({ ...unsigned, number: 4, ledger: 'third' }, next);
    const forged = { ...signAnchor({ ...unsigned, ledger: 'fourth' }, signers), signatures: ['AAAA'] };
    const report = await verify([...outside, later, handed, forged]);
    expect(report).toMatchObject({ verdict: 'unchecked', exitCode: 2, held: 3, findings: [] });
    expect(report.anchors).toMatchObject({ rivals: ['other', 'third'], foreign: ['fourth'] });
    // Without a key anybody could have begun this ledger, and signed it himself.
    const own = await verify([...outside, signAnchor({ ...unsigned, ledger: 'other' }, next)], [], []);
    expect(own).toMatchObject({ verdict: 'unchecked', anchors: { rivals: ['other'] } });
  });

  it('one that is missing between the others is named', async () => {
    const report = await verify([outside[0] ?? third(), third()]);
    expect(report).toMatchObject({ verdict: 'whole', held: 2, findings: [{ kind: 'note', from: 15 }] });
  });
});
