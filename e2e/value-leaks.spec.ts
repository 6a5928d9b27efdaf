import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { accessList } from '@/lib/contract/access-list';
import { revealAnswer, rotateAnswer } from '@/lib/contract/acts';
import { ledgerList } from '@/lib/contract/ledger';
import { runView } from '@/lib/contract/rotation';
import { PERSONAS, type Persona } from '@/lib/domain/grant';
import { findNeedles, MARK, partsOf, writingsOf, type Needle } from './fixtures/canary';
import { draftWave } from './fixtures/draft-wave';
import { beginReview } from './fixtures/begin-review';
import { everyGet } from './fixtures/every-get';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import type { Fault } from './fixtures/local-aws-control';
import { RawClient, type RawRequest } from './fixtures/raw-client';
import { readFiles, readTables } from './fixtures/stored-bytes';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { until } from './fixtures/until';
import { everyPage } from './trust/matrix/page-rows';

/** Behind the journeys by its name: it looks at what all of them left behind. */
test.describe.configure({ mode: 'serial', timeout: 600_000 });

const mark = writingsOf(MARK);
const REVEALED = [
  'staging/payments/db',
  'staging/payments/stripe-api-key',
  'legacy-smtp-password',
  'prod/payments/sepa-signing-key',
];
const personas = Object.keys(PERSONAS).filter((name): name is Persona => name in PERSONAS);
const reason = 'looking for leaks';

/** Besides each page as it is. */
const PAGES = [
  '/secrets?q=payments&env=prod&include=facets',
  '/secrets?cursor=broken',
  '/secrets?state=sideways',
  '/rotation?state=failing&cursor=broken',
  '/ledger?phase=refused',
  '/sign-in?error=Callback&next=/secrets',
  '/secrets/AAAAAAAAAAAAAAAAAAAAAA',
  '/nowhere',
];
const BROKEN = [
  '/api/secrets?cursor=broken',
  '/api/secrets?state=sideways',
  '/api/secrets/short',
  '/api/secrets/AAAAAAAAAAAAAAAAAAAAAA',
  '/api/ledger?cursor=broken',
  '/api/access?from=yesterday',
  '/api/nowhere',
  '/api/rotations/00000000-0000-4000-8000-000000000000',
];
const TROUBLES: Fault['kind'][] = ['denied', 'error', 'throttle', 'html', 'reset'];

/** Values as people get them, and the parts of them that are theirs alone. */
let own: Needle[] = [];

async function revealAll(admin: KeyledgerApi): Promise<string[]> {
  const values: string[] = [];
  for (const name of REVEALED) {
    const { id } = await admin.secret(name);
    const { value = '', kind } = await admin.post(revealAnswer, `/api/secrets/${id}/reveal`, { mode: 'whole', reason });
    values.push(kind === 'binary' ? Buffer.from(value, 'base64').toString('latin1') : value);
  }
  return values;
}

/** All pages that there are: one that is about something, and of which nothing is known to ask for, fails. */
async function toPages(admin: KeyledgerApi, account: string, secrets: readonly string[]): Promise<string[]> {
  const { events } = await admin.get(accessList, '/api/access?limit=1');
  const { items } = await admin.get(ledgerList, '/api/ledger?limit=1');
  const about: Record<string, readonly string[]> = {
    '/secrets/[id]': secrets,
    '/access/principals/[id]': events.map(({ principal }) => principal.id),
    // Where Athena is not asked nobody has a question.
    '/access/athena/[id]': ['A'.repeat(22)],
    '/access/reviews/[id]': [await beginReview(admin, secrets[0] ?? '')],
    '/rotation/waves/[id]': [await draftWave(admin, secrets[0] ?? '')],
    '/ledger/[seq]': items.map(({ seq }) => String(seq)),
    '/settings/accounts/[account]': [account],
  };
  const pages = everyPage().flatMap((page) =>
    page.includes('[') ? (about[page] ?? []).map((id) => page.replace(/\[\w+\]/, id)) : [page],
  );
  expect(pages.length).toBe(everyPage().length + 1);
  return [...pages, ...PAGES];
}

async function rotateToEnd(api: KeyledgerApi, id: string): Promise<string> {
  const { runId } = await api.post(rotateAnswer, `/api/secrets/${id}/rotate`, {});
  return until(`run ${runId} has ended`, 60, async () => {
    const { state } = await api.get(runView, `/api/rotations/${runId}`);
    return state === 'started' || state === 'running' ? null : state;
  });
}

/** Sends it and says where a needle was: in headers or body. */
async function look(client: RawClient, who: string, path: string, request: RawRequest = {}): Promise<string[]> {
  const answer = await client.send(path, request);
  const bytes = [Buffer.from(answer.headers), answer.body];
  return bytes
    .flatMap((part) => findNeedles(part, [...mark, ...own]))
    .map((name) => `${who} ${path} (${answer.status}): ${name}`);
}

test('the search finds a value in every writing and compression', () => {
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(64))).toString('base64');
  for (const { name, bytes: written } of mark)
    for (const [how, pack] of Object.entries({
      plain: (bytes: Buffer) => bytes,
      gzipSync,
      brotliCompressSync,
      deflateSync,
    })) {
      const packed = pack(Buffer.concat([Buffer.from(noise), written, Buffer.from(noise)]));
      expect(findNeedles(packed, mark), `${name}, ${how}`).toContain(name);
    }
  for (const offset of [0, 1, 2]) {
    const inBase64 = Buffer.from(`${'x'.repeat(offset)}${MARK}abc`).toString('base64');
    expect(findNeedles(Buffer.from(inBase64), mark)).toContain(`${MARK}, base64 at ${offset}`);
  }
  expect(findNeedles(Buffer.from(noise), mark)).toEqual([]);
});

test('the answer to a reveal has the value, which shows that the search would see one anywhere', async ({ apiAs }) => {
  const admin = await apiAs('admin');
  const values = await revealAll(admin);
  const parts = partsOf(values);
  expect(parts.length).toBeGreaterThanOrEqual(REVEALED.length);
  const { id } = await admin.secret('staging/payments/db');
  const client = await RawClient.of(testAddress('KEYLEDGER_TEST_URL'), admin.request);
  own = parts.flatMap((part) => writingsOf(part));
  const found = await look(client, 'admin', `/api/secrets/${id}/reveal`, {
    method: 'POST',
    body: { mode: 'whole', reason },
  });
  expect(found.some((line) => line.endsWith(`${MARK}, plain`))).toBe(true);
  expect(found.some((line) => line.endsWith(`${parts[0]}, plain`))).toBe(true);
  const names = await client.send(`/api/secrets/${id}/reveal`, { method: 'POST', body: { mode: 'fields', reason } });
  expect(names.status).toBe(200);
  expect(names.headers).toContain('no-store');
  expect(findNeedles(names.body, [...mark, ...own])).toEqual([]);
});

test('no page, no answer of the API and no refusal holds a value, whoever asks', async ({ apiAs, aws }) => {
  const admin = await apiAs('admin');
  const db = await admin.secret('staging/payments/db');
  const failing = await admin.secret('staging/search/elastic-admin');
  expect(await rotateToEnd(admin, db.id)).toBe('succeeded');
  await aws.nextRotation({
    secretId: failing.name,
    account: failing.account,
    region: failing.region,
    outcome: 'fail',
    step: 'setSecret',
  });
  expect(await rotateToEnd(admin, failing.id)).toBe('failed');

  const gets = await everyGet(admin, db.id);
  const pages = await toPages(admin, db.account, [db.id, failing.id]);
  const leaks: string[] = [];
  for (const persona of personas) {
    const client = await RawClient.of(testAddress('KEYLEDGER_TEST_URL'), (await apiAs(persona)).request);
    const see = async (path: string, request?: RawRequest) =>
      leaks.push(...(await look(client, persona, path, request)));
    for (const { url } of gets) await see(url);
    for (const path of pages) {
      await see(path);
      await see(path, { forRouter: true });
    }
    for (const path of BROKEN) await see(path);
    const reveal = `/api/secrets/${db.id}/reveal`;
    for (const body of [
      { mode: 'field', field: 'none', reason },
      { mode: 'field' },
      { mode: 'everything' },
      { mode: 'fields', reason },
      'text',
    ])
      await see(reveal, { method: 'POST', body });
    await see(reveal, { method: 'POST', body: { mode: 'whole', reason, versionId: '0'.repeat(32) } });
    await see(reveal, { method: 'POST', body: { mode: 'whole', reason }, headers: { origin: 'https://evil.example' } });
  }
  const client = await RawClient.of(testAddress('KEYLEDGER_TEST_URL'), admin.request);
  for (const kind of TROUBLES) {
    await aws.fault({ kind });
    for (const path of ['/versions', '/preflight', ''])
      leaks.push(...(await look(client, kind, `/api/secrets/${db.id}${path}`)));
    leaks.push(
      ...(await look(client, kind, `/api/secrets/${db.id}/reveal`, {
        method: 'POST',
        body: { mode: 'whole', reason },
      })),
    );
    leaks.push(...(await look(client, kind, `/secrets/${db.id}`)));
    await aws.mend();
  }
  const stranger = new RawClient(testAddress('KEYLEDGER_TEST_URL'), '');
  for (const { url } of gets) leaks.push(...(await look(stranger, 'stranger', url)));
  expect(leaks).toEqual([]);
});

test('no row of any table holds a value', async () => {
  const leaks: string[] = [];
  let rows = 0;
  for await (const { name, bytes } of readTables(testAddress('KEYLEDGER_TEST_DATABASE_URL'))) {
    rows += bytes.length;
    leaks.push(...findNeedles(bytes, [...mark, ...own]).map((needle) => `${name}: ${needle}`));
  }
  expect(rows).toBeGreaterThan(1_000_000);
  expect(leaks).toEqual([]);
});

test('no log and no other file holds a value', () => {
  const names: string[] = [];
  const leaks: string[] = [];
  for (const { name, bytes } of readFiles(testAddress('KEYLEDGER_TEST_DATA'))) {
    names.push(name);
    // The files of the database are large, and no text of ours is compressed in them: the mark alone, as it stands.
    leaks.push(...mark.filter((needle) => bytes.includes(needle.bytes)).map((needle) => `${name}: ${needle.name}`));
    if (name.endsWith('.log')) leaks.push(...findNeedles(bytes, own).map((needle) => `${name}: ${needle}`));
  }
  expect(names).toEqual(expect.arrayContaining(['file terminal.log', 'file demo/local-aws/keyledger.log']));
  expect(leaks).toEqual([]);
});
