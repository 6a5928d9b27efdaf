import { revealAnswer } from '@/lib/contract/acts';
import { MARK, partsOf, piecesOf, writingsOf, type Needle } from './fixtures/canary';
import { inspectWebServer, takeStrings } from './fixtures/heap-snapshot';
import type { KeyledgerApi } from './fixtures/keyledger-api';
import { openDialog, openSecret, showField } from './fixtures/secret-page';
import { expect, test } from './fixtures/test';
import { WATCHED } from './fixtures/watched';

test.describe.configure({ timeout: 180_000 });

const reason = 'looking for what stays in memory';
const JSON_SECRET = 'staging/payments/db';
const TEXT_SECRET = 'legacy-smtp-password';
const BINARY_SECRET = 'prod/payments/sepa-signing-key';

/** What the web server holds because this test made it. */
const heldPart = WATCHED.slice('WATCH-'.length);

/** As V8 writes a string whose every second character is 0, which is how UTF-16 looks when it is read as bytes. */
const inHalves = (text: string): Needle => ({
  name: `${text}, in halves`,
  bytes: Buffer.from(text.replaceAll(/.(?=.)/g, '$& ')),
});
const needlesOf = (part: string): Needle[] => [
  ...piecesOf(part),
  inHalves(part.slice(3, 12)),
  inHalves(part.slice(6, 15)),
];
const foundIn = (strings: Buffer, needles: readonly Needle[]): string[] =>
  needles.filter(({ bytes }) => strings.includes(bytes)).map(({ name }) => name);

/** Every way of getting at a value, those that end badly included; gives the values. */
async function revealEveryWay(admin: KeyledgerApi): Promise<string[]> {
  const values: string[] = [];
  for (const name of [JSON_SECRET, TEXT_SECRET, BINARY_SECRET]) {
    const path = `/api/secrets/${(await admin.secret(name)).id}/reveal`;
    const ask = (body: object) => admin.post(revealAnswer, path, { reason, ...body });
    const { value = '', kind } = await ask({ mode: 'whole' });
    values.push(kind === 'binary' ? Buffer.from(value, 'base64').toString('latin1') : value);
    const { fields = [] } = await ask({ mode: 'fields' });
    for (const field of fields) await ask({ mode: 'field', field });
    await admin.refused('post', path, { reason, mode: 'field', field: 'of-none-such' });
    await Promise.all([1, 2, 3, 4].map(() => ask({ mode: 'whole' })));
  }
  return values;
}

test('after reveals, failed reveals and two collections no string of the web server holds any part of a value', async ({
  apiAs,
  signInAs,
  aws,
}) => {
  const admin = await apiAs('admin');
  const values = await revealEveryWay(admin);
  const path = `/api/secrets/${(await admin.secret(JSON_SECRET)).id}/reveal`;
  const whole = { reason, mode: 'whole' };

  // Half of the value arrives, and the SDK is left with it.
  await aws.fault({ kind: 'truncated', operation: 'GetSecretValue' });
  expect((await admin.refused('post', path, whole)).code).toBe('upstream');
  await aws.mend();
  // The value arrives when whoever asked is gone.
  await aws.fault({ kind: 'latency', operation: 'GetSecretValue', latencyMs: 700 });
  await expect(admin.request.post(path, { data: whole, timeout: 300 })).rejects.toThrow('Timeout');
  await admin.post(revealAnswer, path, whole);
  await aws.mend();
  const page = await signInAs('operator');
  await openSecret(page, JSON_SECRET);
  await showField(await openDialog(page, 'Reveal'), 'password');
  await page.goto('/secrets');

  const inspector = await inspectWebServer();
  const writings = [`${'x'.repeat(5000)}${WATCHED}`, btoa(WATCHED), Buffer.from(WATCHED).toString('hex')];
  const halves = Buffer.from(WATCHED, 'utf16le').toString('latin1');
  await inspector.evaluate(`globalThis.watched = ${JSON.stringify([...writings, halves])}`);
  const strings = await takeStrings(inspector);
  await inspector.evaluate('delete globalThis.watched');
  inspector.close();

  const held = foundIn(strings, needlesOf(heldPart)).map((name) => name.slice(name.indexOf(', ') + 2));
  expect(new Set(held.map((name) => name.replace(/ at \d.*/, '')))).toEqual(
    new Set(['plain', 'hex', 'base64', 'in halves']),
  );
  const parts = partsOf(values);
  expect(parts.length).toBeGreaterThanOrEqual(4);
  const needles = [...writingsOf(MARK), ...[...new Set(parts)].flatMap((part) => needlesOf(part))];
  expect(foundIn(strings, needles)).toEqual([]);
});
