import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { revealAnswer } from '@/lib/contract/acts';
import { MARK, partsOf, writingsOf } from './fixtures/canary';
import { readFiles, writeOut } from './fixtures/stored-bytes';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { kindsIn, storedWritings, WATCHED } from './fixtures/watched';

test.describe.configure({ timeout: 120_000 });

const NAMES = ['staging/payments/db', 'legacy-smtp-password', 'prod/payments/sepa-signing-key'];

/** As whoever is careless would store it: a row, and a word in the log. */
async function leaveWatched(client: Client): Promise<void> {
  const bytes = Buffer.from(WATCHED);
  const texts = [WATCHED, bytes.toString('hex'), bytes.toString('base64')];
  await client.query('create table watched (text text, wide bytea)');
  // A page of the write-ahead log begins with a head of its own, which may fall within a row: not within each of three.
  for (let row = 0; row < 3; row++)
    await client.query('insert into watched values ($1, $2)', [texts.join(' '), Buffer.from(WATCHED, 'utf16le')]);
  await client.query(`do $$ begin raise warning '${texts.join(' ')}'; end $$`);
}

test('no file of PostgreSQL holds a value, its write-ahead log and what it says included', async ({ apiAs }) => {
  const admin = await apiAs('admin');
  const values: string[] = [];
  for (const name of NAMES) {
    const path = `/api/secrets/${(await admin.secret(name)).id}/reveal`;
    const { value = '', kind } = await admin.post(revealAnswer, path, { mode: 'whole', reason: 'looking at the disk' });
    values.push(kind === 'binary' ? Buffer.from(value, 'base64').toString('latin1') : value);
  }
  const parts = new Set(partsOf(values));
  expect(parts.size).toBeGreaterThanOrEqual(NAMES.length);
  const needles = [...writingsOf(MARK), ...[...parts].flatMap((part) => storedWritings(part))];
  const watched = storedWritings(WATCHED);

  const client = new Client({ connectionString: testAddress('KEYLEDGER_TEST_DATABASE_URL') });
  await client.connect();
  const leaks: string[] = [];
  const seen = { base: new Set<string>(), pg_wal: new Set<string>() };
  try {
    await leaveWatched(client);
    const folder = await writeOut(client);
    for (const { name, bytes } of readFiles(folder)) {
      leaks.push(
        ...needles.filter((needle) => bytes.includes(needle.bytes)).map((needle) => `${name}: ${needle.name}`),
      );
      for (const [place, kinds] of Object.entries(seen))
        if (name.startsWith(`file ${place}/`)) for (const kind of kindsIn(bytes, watched)) kinds.add(kind);
    }
    const log = readFileSync(join(dirname(folder), 'postgres.log'));
    leaks.push(...needles.filter((needle) => log.includes(needle.bytes)).map((needle) => `log: ${needle.name}`));
    const written = ['plain', 'hex', expect.stringMatching(/^base64 at 0/), 'UTF-16LE'];
    expect([...seen.base]).toEqual(expect.arrayContaining(written));
    expect([...seen.pg_wal]).toEqual(expect.arrayContaining(written));
    expect(kindsIn(log, watched)).toEqual(expect.arrayContaining(written.slice(0, 3)));
  } finally {
    await client.query('drop table if exists watched');
    await client.end();
  }
  expect(leaks).toEqual([]);
});
