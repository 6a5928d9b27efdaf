import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { adminUsers, viewerUser } from '@/lib/local-aws/seed/identities';
import { adminKeys, useLocalWorld, type Keys } from '@/lib/local-aws/testing/local-world';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';
import type { Unsigned } from '@/lib/local-aws/testing/sign-request';

const world = useLocalWorld({ secrets: 30, historyDays: 2 });
const other = adminUsers.find(({ account }) => account === '222233334444') ?? adminKeys;

async function ask(path: string, more: Partial<Unsigned> = {}, keys: Keys = adminKeys) {
  const answer = await sendSigned(world.aws.url, { method: 'GET', path, service: 's3', ...more }, keys);
  return { ...answer, text: answer.body.toString() };
}

const valuesIn = (text: string, element: string) =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, value = '']) => value);
const codeOf = (text: string) => valuesIn(text, 'Code')[0];

let bucket = '';
let keys: string[] = [];
beforeAll(async () => {
  bucket = valuesIn((await ask('/')).text, 'Name')[0] ?? '';
  keys = await listAll('&prefix=AWSLogs/');
});

async function listAll(query: string, element = 'Key', size = 1000): Promise<string[]> {
  const found: string[] = [];
  let token = '';
  for (;;) {
    const next = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`;
    const { text } = await ask(`/${bucket}?list-type=2&max-keys=${size}${query}${next}`);
    const values = valuesIn(text.replaceAll(/<Prefix>[^<]*<\/Prefix><MaxKeys>/g, ''), element);
    expect(Number(valuesIn(text, 'KeyCount')[0])).toBe(values.length);
    found.push(...values);
    token = valuesIn(text, 'NextContinuationToken')[0] ?? '';
    expect(valuesIn(text, 'IsTruncated')).toEqual([String(token !== '')]);
    if (token === '') return found;
  }
}

test('there is one bucket, in the management account and its region', async () => {
  expect(bucket).toMatch(/^aws-cloudtrail-logs-111122223333-[0-9a-f]{8}$/);
  expect(valuesIn((await ask('/', {}, other)).text, 'Name')).toEqual([]);
  expect((await ask(`/${bucket}?location`)).text).toContain('>eu-west-1</LocationConstraint>');
  const head = await ask(`/${bucket}`, { method: 'HEAD' });
  expect([head.status, head.headers['x-amz-bucket-region'], head.text]).toEqual([200, 'eu-west-1', '']);
});

test('keys come in order, each once, whatever the size of the page', async () => {
  expect(keys.length).toBeGreaterThan(300);
  expect(keys).toEqual([...new Set(keys)].toSorted());
  const prefix = keys[0]?.split('/').slice(0, 4).join('/') ?? '';
  const some = keys.filter((key) => key.startsWith(prefix));
  for (const size of [7, 50]) expect(await listAll(`&prefix=${prefix}`, 'Key', size)).toEqual(some);
});

test('a delimiter folds keys into what they have in common', async () => {
  const root = keys[0]?.split('/').slice(0, 2).join('/') ?? '';
  const accounts = [...new Set(keys.map((key) => `${key.split('/').slice(0, 3).join('/')}/`))];
  expect(await listAll(`&delimiter=/&prefix=${root}/`, 'Prefix')).toEqual(accounts);
  expect(await listAll(`&delimiter=/&prefix=${root}/`, 'Prefix', 1)).toEqual(accounts);
  const folder = keys[0]?.replace(/[^/]*$/, '') ?? '';
  expect(await listAll(`&delimiter=/&prefix=${folder}`)).toEqual(keys.filter((key) => key.startsWith(folder)));
  expect(await listAll(`&start-after=${keys[9]}`, 'Key')).toEqual(keys.slice(10));
});

test('the older listing goes on behind a marker', async () => {
  const { text } = await ask(`/${bucket}?max-keys=3&marker=${keys[4]}`);
  expect([valuesIn(text, 'Key'), valuesIn(text, 'IsTruncated')]).toEqual([keys.slice(5, 8), ['true']]);
  const folded = await ask(`/${bucket}?delimiter=/&prefix=AWSLogs/`);
  expect(folded.text).toMatch(/<CommonPrefixes><Prefix>AWSLogs\/o-[a-z0-9]{10}\/<\/Prefix><\/CommonPrefixes>/);
});

test('an object is given whole, by its head and in parts, in either style of address', async () => {
  const key = keys.find((one) => one.includes('/CloudTrail/')) ?? '';
  const whole = await ask(`/${bucket}/${key}`);
  expect(JSON.parse(gunzipSync(whole.body).toString())).toMatchObject({ Records: expect.any(Array) });
  expect(whole.headers).toMatchObject({
    'content-encoding': 'gzip',
    etag: `"${createHash('md5').update(whole.body).digest('hex')}"`,
    'x-amz-request-id': expect.any(String),
  });
  const head = await ask(`/${bucket}/${key}`, { method: 'HEAD' });
  expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(whole.body.length)]);
  const { text } = await ask(`/${bucket}?list-type=2&prefix=${key}`);
  expect([valuesIn(text, 'Size')[0], valuesIn(text, 'ETag')[0]]).toEqual([String(whole.body.length), `&quot;${String(whole.headers.etag).slice(1, -1)}&quot;`]); // prettier-ignore
  for (const host of [`${bucket}.s3.eu-west-1.amazonaws.com`, `${bucket}.localhost:4570`]) {
    const hosted = await ask(`/${key}`, { host });
    expect(hosted.body.equals(whole.body)).toBe(true);
  }
  const last = whole.body.length - 1;
  for (const [range, first, end] of [
    ['bytes=0-9', 0, 9],
    ['bytes=10-', 10, last],
    ['bytes=-5', last - 4, last],
    ['bytes=3-99999999', 3, last],
  ] as const) {
    // prettier-ignore
    const part = await ask(`/${bucket}/${key}`, { headers: { range } });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes ${first}-${end}/${last + 1}`]);
    expect(part.body.equals(whole.body.subarray(first, end + 1))).toBe(true);
  }
});

test('a digest carries its signature', async () => {
  const key = keys.find((one) => one.includes('/CloudTrail-Digest/')) ?? '';
  const { headers } = await ask(`/${bucket}/${key}`, { method: 'HEAD' });
  expect(headers['x-amz-meta-signature']).toMatch(/^[0-9a-f]{512}$/);
  expect(headers['x-amz-meta-signature-algorithm']).toBe('SHA256withRSA');
});

test('who signs for the wrong region is told the right one', async () => {
  const { text, headers } = await ask(`/${bucket}?list-type=2`, { region: 'us-east-1' });
  expect(valuesIn(text, 'Region')).toEqual(['eu-west-1']);
  expect(headers['x-amz-bucket-region']).toBe('eu-west-1');
});

test('keys are signed as they are written, encoded once', async () => {
  expect((await ask(`/${bucket}/a%20b%2Bc%3D%C3%A9%25`)).text).toContain('<Code>NoSuchKey</Code>');
  expect((await ask(`/${bucket}?list-type=2&prefix=a%20b%2Bc&encoding-type=url`)).text).toContain(
    '<Prefix>a%20b%2Bc</Prefix>',
  );
});

test.each<[string, number, string, (b: string, k: string) => Promise<{ status: number; text: string }>]>([
  ['a bucket that is not there', 404, 'NoSuchBucket', () => ask('/no-such-bucket?list-type=2')],
  ['a key that is not there', 404, 'NoSuchKey', (b) => ask(`/${b}/nothing`)],
  ['a folder', 404, 'NoSuchKey', (b) => ask(`/${b}/AWSLogs/`)],
  ['a way up and out', 404, 'NoSuchKey', (b) => ask(`/${b}/AWSLogs/%2e%2e/%2e%2e/etc/passwd`)],
  ['a key in half', 404, 'NoSuchKey', (b, k) => ask(`/${b}/${k.slice(0, -1)}`)],
  ['a path that cannot be decoded', 400, 'InvalidURI', (b) => ask(`/${b}/%ff%zz`)],
  ['who may not list', 403, 'AccessDenied', (b) => ask(`/${b}?list-type=2`, {}, viewerUser)],
  ['who may not read', 403, 'AccessDenied', (b, k) => ask(`/${b}/${k}`, {}, viewerUser)],
  ['another account', 403, 'AccessDenied', (b, k) => ask(`/${b}/${k}`, {}, other)],
  ['who may not list the buckets', 403, 'AccessDenied', () => ask('/', {}, viewerUser)],
  ['an unknown key id', 403, 'InvalidAccessKeyId', () => ask('/', {}, { ...adminKeys, accessKeyId: 'AKIAUNKNOWN' })],
  ['a wrong secret key', 403, 'SignatureDoesNotMatch', () => ask('/', {}, { ...adminKeys, secretAccessKey: 'x' })],
  ['a hash that is wrong', 403, 'SignatureDoesNotMatch', () => ask('/', { headers: { 'x-amz-content-sha256': 'a' } })],
  ['the wrong region', 400, 'AuthorizationHeaderMalformed', (b) => ask(`/${b}?list-type=2`, { region: 'us-east-1' })],
  [
    'a range behind the end',
    416,
    'InvalidRange',
    (b, k) => ask(`/${b}/${k}`, { headers: { range: 'bytes=9999999-' } }),
  ],
  ['a number of keys in words', 400, 'InvalidArgument', (b) => ask(`/${b}?list-type=2&max-keys=many`)],
  ['fewer keys than none', 400, 'InvalidArgument', (b) => ask(`/${b}?list-type=2&max-keys=-1`)],
  ['a token that is none', 400, 'InvalidArgument', (b) => ask(`/${b}?list-type=2&continuation-token=x`)],
  ['a change', 405, 'MethodNotAllowed', (b) => ask(`/${b}/new`, { method: 'PUT', body: 'x' })],
  ['a deletion', 405, 'MethodNotAllowed', (b, k) => ask(`/${b}/${k}`, { method: 'DELETE' })],
  ['what is not built', 501, 'NotImplemented', (b) => ask(`/${b}?acl`)],
])('refused: %s', async (_what, status, code, call) => {
  const answer = await call(bucket, keys.find((key) => key.includes('/CloudTrail/')) ?? '');
  expect([answer.status, codeOf(answer.text)]).toEqual([status, code]);
});

test.each([
  ['no keys at all', '&max-keys=0', 0],
  ['more than a page holds', '&max-keys=5000', 1000],
  ['a prefix that nothing has', '&prefix=zzz', 0],
  ['markup in the prefix', `&prefix=${encodeURIComponent('<Key>&"\u0001')}`, 0],
  ['a very long prefix', `&prefix=${'a'.repeat(5000)}`, 0],
])('answered: %s', async (_what, query, most) => {
  const { status, text } = await ask(`/${bucket}?list-type=2${query}`);
  expect(status).toBe(200);
  expect(valuesIn(text, 'Key').length).toBeLessThanOrEqual(most);
});
