import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { toOptions } from '@/lib/aws/testing/test-options';
import { openTrailBucket } from './trail-bucket';

const SILENT = 200;

/** A bucket of one's own answers, in turn; the last goes on. */
async function open(...answers: ((response: ServerResponse) => void)[]) {
  let asked = 0;
  const server = createServer((_request, response) => {
    answers[Math.min(asked, answers.length - 1)]?.(response);
    asked += 1;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const access = { bucket: 'b', region: 'eu-west-1', account: null, role: null, externalId: null, pathStyle: true };
  const reader = openTrailBucket(access, toOptions(`http://127.0.0.1:${address.port}`), SILENT);
  return { reader, asked: () => asked };
}

const refuse = (status: number, code: string) => (response: ServerResponse) =>
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
const whole = (response: ServerResponse) => response.writeHead(200, { 'content-length': 6 }).end('abcdef');
const goesSilent = (response: ServerResponse) => response.writeHead(200, { 'content-length': 6 }).write('abc');
const isCut = (response: ServerResponse) => {
  goesSilent(response);
  setTimeout(() => response.destroy(), 20);
};

it.each([
  [404, 'NoSuchKey', 'it is gone', undefined],
  [403, 'InvalidObjectState', 'it lies in an archive: restore it in S3 first', 'Restore it in S3.'],
  [400, 'KMS.DisabledException', 'its key cannot be used (KMS.DisabledException)', 'See in KMS'],
  [400, 'KMS.NotFoundException', 'its key cannot be used (KMS.NotFoundException)', 'See in KMS'],
  [400, 'KMS.KMSInvalidStateException', 'its key cannot be used (KMS.KMSInvalidStateException)', 'See in KMS'],
])('%i %s is of one object, and is said to stay so or not', async (status, code, reason, remedy) => {
  const { reader } = await open(refuse(status, code));
  const withheld = {
    code: 'denied',
    message: `s3:GetObject in bucket b (eu-west-1), a: ${reason}.`,
    remedy: expect.stringContaining(remedy ?? ''),
  };
  expect(await reader.read('a')).toEqual({
    ok: false,
    reason,
    ...(remedy === undefined ? { gone: true } : { withheld }),
  });
});

it.each([
  [
    'AccessDenied',
    /^s3:GetObject in bucket b \(eu-west-1\), a: AccessDenied: no\. Grant s3:GetObject to the role, in /,
  ],
  ['InvalidRequest', /InvalidRequest: no\. AWS refuses this as things stand/],
])('%s is of one object, and is told with what to do', async (code, reason) => {
  const { reader } = await open(refuse(403, code));
  expect(await reader.read('a')).toMatchObject({
    ok: false,
    reason: expect.stringMatching(reason),
    withheld: { code: 'denied', remedy: expect.any(String) },
  });
});

it.each([
  [301, 'PermanentRedirect'],
  [403, 'InvalidAccessKeyId'],
  [404, 'NoSuchBucket'],
])('%i %s is of all', async (status, code) => {
  const { reader } = await open(refuse(status, code));
  await expect(reader.read('a')).rejects.toMatchObject({ name: 'AppError', remedy: expect.any(String) });
});

it('folders come in the order of their bytes, in which UTF-16 is another', async () => {
  const names = ['～', '😀'];
  const list = names.map((name) => `<CommonPrefixes><Prefix>${encodeURIComponent(name)}/</Prefix></CommonPrefixes>`);
  const page = `<ListBucketResult><EncodingType>url</EncodingType>${list.join('')}</ListBucketResult>`;
  const { reader } = await open((response) => response.setHeader('content-type', 'application/xml').end(page));
  expect(await reader.folders('')).toEqual(names);
});

it.each([
  ['goes silent', goesSilent],
  ['is cut', isCut],
])('a body that %s is asked for anew', async (_what, answer) => {
  const { reader, asked } = await open(answer, whole);
  expect(await reader.read('a')).toEqual({ ok: true, bytes: Buffer.from('abcdef'), signature: null });
  expect(asked()).toBe(2);
});

it('a body that is silent each time is told as what the network does', async () => {
  const { reader, asked } = await open(goesSilent);
  await expect(reader.read('a')).rejects.toMatchObject({ code: 'unavailable', problem: { code: 'unreachable' } });
  expect(asked()).toBe(3);
});

it('what claims to be too long is not read', async () => {
  const { reader } = await open((response) => response.writeHead(200, { 'content-length': 80_000_000 }).write('x'));
  expect(await reader.read('a')).toMatchObject({ ok: false, reason: expect.stringContaining('it has 77 MB') });
});
