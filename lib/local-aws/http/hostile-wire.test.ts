import { expect, test } from 'vitest';
import { adminKeys, useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';
import type { Unsigned } from '@/lib/local-aws/testing/sign-request';

const world = useLocalWorld({ secrets: 10 });

const json = (body: string, target = 'secretsmanager.ListSecrets'): Sent => ({
  service: 'secretsmanager',
  path: '/',
  body,
  headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
});
const form = (body: string): Sent => ({ service: 'sts', path: '/', body });
const get = (service: string, path: string): Sent => ({ service, path, method: 'GET' });
type Sent = Omit<Unsigned, 'host'>;

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const buried = `{"Filters":[{"Key":"name","Values":["a"],"More":${nested(200_000)}}]}`;
const assume = 'Action=AssumeRole&RoleArn=arn:aws:iam::111122223333:role/None&RoleSessionName=me';

const cases: [what: string, sent: Sent, status: number, told: RegExp][] = [
  ['a body that ends too early', json('{"Filters":['), 400, /SerializationException/],
  ['bytes that are no text', json('{"MaxResults":1}\u00ff\u00fe'), 400, /SerializationException/],
  ['a nest of half a million brackets', json(nested(250_000)), 400, /SerializationException/],
  ['a nest in a member nobody reads', json(buried), 400, /SerializationException/],
  ['brackets in a text', json(`{"NextToken":"${'['.repeat(3000)}"}`), 400, /InvalidNextTokenException/],
  ['a text that never ends', json(`{"NextToken":"${String.raw`\"`.repeat(500_000)}`), 400, /SerializationException/],
  ['a number beyond numbers', json('{"MaxResults":1e999}'), 400, /SerializationException/],
  ['a target of another service', json('{}', 'DynamoDB_20120810.ListTables'), 400, /UnknownOperationException/],
  ['a target of dots', json('{}', '....'), 400, /UnknownOperationException/],
  ['a target that is a prototype’s', json('{}', 'secretsmanager.__proto__'), 400, /UnknownOperationException/],
  ['a body in another type', { ...json('<a/>'), headers: { 'x-amz-target': 'secretsmanager.ListSecrets', 'content-type': 'text/xml' } }, 400, /SerializationException/],
  ['a form without an action', form('a=b'), 400, /MissingAction/],
  ['an action that is a list', form('Action.member.1=AssumeRole'), 400, /MissingAction/],
  ['a form of percent signs', form('%%%=%zz&Action=%'), 400, /InvalidAction/],
  ['a name that goes too deep', form(`Action=AssumeRole&${'a.'.repeat(5000)}b=c`), 400, /MalformedInput/],
  ['a list that is a text', form(`${assume}&Tags=a`), 400, /SerializationException/],
  ['a text that is a list', form(`${assume}&RoleSessionName.member.1=a`), 400, /SerializationException|ValidationError/],
  ['an entry that is no number', form(`${assume}&Tags.member.x.Key=a&Tags.member.x.Value=b`), 403, /AccessDenied/],
  ['a prototype as a name', form(`${assume}&__proto__.polluted=yes&constructor.prototype.polluted=yes`), 403, /AccessDenied/],
  ['a path of percent signs, to Lambda', get('lambda', '/2015-03-31/functions/%zz/configuration'), 400, /path/],
  ['a path that goes up', get('lambda', '/2015-03-31/functions/..%2f..%2fetc/configuration'), 404, /not found/],
  ['a path of percent signs, to S3', get('s3', '/%zz/%'), 400, /InvalidURI/],
  ['a service nobody knows', get('dynamodb', '/'), 400, /MissingAction/],
]; // prettier-ignore

test.each(cases)('%s', async (_what, sent, status, told) => {
  const answer = await sendSigned(world.aws.url, sent, adminKeys);
  const body = answer.body.toString();
  expect({ status: answer.status, body }).toEqual({ status, body: expect.stringMatching(told) });
  expect(Object.prototype).not.toHaveProperty('polluted');
});

test('a presigned request is refused, and told why', async () => {
  const answer = await fetch(`${world.aws.url}/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00`);
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('Presigned requests are not spoken here'),
  ]);
});

test('headers without end and bodies without end are turned away', async () => {
  const headers = { ...json('{}').headers, 'x-amz-meta': 'a'.repeat(40_000) };
  expect((await sendSigned(world.aws.url, { ...json('{}'), headers }, adminKeys)).status).toBe(431);
  const body = `{"NextToken":"${'a'.repeat(3 * 1024 * 1024)}"}`;
  const answer = await sendSigned(world.aws.url, json(body), adminKeys).catch(() => undefined);
  expect(answer?.status ?? 413).toBe(413);
});

test('and after all that it answers', async () => {
  expect((await sendSigned(world.aws.url, json('{}'), adminKeys)).status).toBe(200);
});
