import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from './create-aws';
import { startHostileServer, type HostileServer } from './testing/hostile-server';
import { toOptions, toScope } from './testing/test-options';

const scope = toScope();
const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
let server: HostileServer | undefined;
afterEach(async () => server?.close());

type Answers = Parameters<typeof startHostileServer>;

async function list(...answers: Answers): Promise<string[]> {
  server = await startHostileServer(...answers);
  const found: string[] = [];
  for await (const page of createAws(toOptions(server.url)).listSecrets(scope))
    found.push(...page.map(({ name }) => name));
  return found;
}

const page = (names: string[], NextToken?: string) => ({
  body: JSON.stringify({ SecretList: names.map((Name) => ({ Name, ARN: arn.replace('prod/db', Name) })), NextToken }),
});

describe('listing secrets', () => {
  it('goes on after an empty page with a token', async () => {
    await expect(list(page(['a'], '1'), page([], '2'), page(['b']))).resolves.toEqual(['a', 'b']);
    const asked = server?.requests.map(({ body }): unknown => JSON.parse(body));
    expect(asked).toEqual([
      { IncludePlannedDeletion: true, MaxResults: 100 },
      { IncludePlannedDeletion: true, MaxResults: 100, NextToken: '1' },
      { IncludePlannedDeletion: true, MaxResults: 100, NextToken: '2' },
    ]);
  });

  it.each<[string, Answers, object]>([
    [
      'a token that comes back',
      [page(['a'], '1'), page(['b'], '1')],
      { code: 'upstream', problem: { code: 'protocol' } },
    ],
    [
      'an entry without an ARN',
      [{ body: '{"SecretList":[{"Name":"x"}]}' }],
      { code: 'upstream', problem: { code: 'protocol' } },
    ],
    [
      "another account's secret",
      [{ body: JSON.stringify({ SecretList: [{ ARN: arn.replace('111122223333', '444455556666') }] }) }],
      { problem: { code: 'protocol' } },
    ],
    [
      'an HTML page',
      [{ status: 403, body: '<html>Forbidden by proxy</html>' }],
      { code: 'upstream', problem: { code: 'protocol' } },
    ],
    [
      'an HTML page with success',
      [{ body: '<html>Log in</html>' }],
      { code: 'upstream', problem: { code: 'protocol' } },
    ],
    [
      'XML',
      [{ status: 400, body: '<?xml version="1.0"?><Error><Code>X</Code></Error>' }],
      { problem: { code: 'protocol' } },
    ],
    ['404', [{ status: 404, body: '404 page not found' }], { problem: { code: 'unsupported' } }],
    ['half an answer', [{ body: '{"SecretList":[{"Name":"x' }], { code: 'upstream', problem: { code: 'protocol' } }],
    [
      'a date that is none',
      [{ body: JSON.stringify({ SecretList: [{ ARN: arn, CreatedDate: 'yesterday' }] }) }],
      { problem: { code: 'protocol' } },
    ],
    [
      'a lost token',
      [page(['a'], '1'), { status: 400, body: '{"__type":"InvalidNextTokenException","Message":"bad"}' }],
      { code: 'conflict' },
    ],
    [
      'denied',
      [
        {
          status: 400,
          body: '{"__type":"AccessDeniedException","Message":"not authorized to perform: secretsmanager:ListSecrets"}',
        },
      ],
      { code: 'upstream', problem: { code: 'denied', remedy: 'Grant secretsmanager:ListSecrets.' } },
    ],
    [
      'a service name before the error',
      [{ status: 400, body: '{"__type":"com.amazonaws.secretsmanager#ResourceNotFoundException"}' }],
      { code: 'not_found' },
    ],
  ])('ends with an error on %s', async (_, answers, expected) => {
    await expect(list(...answers)).rejects.toMatchObject(expected);
  });

  it('tries again after a fault of the server and after a cut connection', async () => {
    await expect(list({ status: 500, body: '' }, { body: null }, page(['a']))).resolves.toEqual(['a']);
  });

  it('gives up after three tries', async () => {
    await expect(list({ status: 503, body: '<html></html>' })).rejects.toMatchObject({ code: 'unavailable' });
    expect(server?.requests).toHaveLength(3);
  });

  it('takes every field as optional', async () => {
    await expect(list({ body: '{}' })).resolves.toEqual([]);
    await expect(list({ body: JSON.stringify({ SecretList: [{ ARN: arn }] }) })).resolves.toEqual(['prod/db']);
  });

  it('says that nobody answers', async () => {
    const gone = await startHostileServer();
    await gone.close();
    const listing = createAws(toOptions(gone.url)).listSecrets(scope)[Symbol.asyncIterator]();
    await expect(listing.next()).rejects.toMatchObject({ code: 'unavailable', problem: { code: 'unreachable' } });
  });
});

describe('looking up events', () => {
  async function lookUp(...answers: Answers): Promise<unknown[]> {
    server = await startHostileServer(...answers);
    const range = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-23T10:00:00Z') };
    const found: unknown[] = [];
    for await (const { records, more } of createAws(toOptions(server.url)).lookupEvents(scope, range))
      found.push({ records, more });
    return found;
  }

  it('passes on what is no JSON as it came, and asks for Secrets Manager alone', async () => {
    const Events = [
      { CloudTrailEvent: '{"eventID":"1"}' },
      { CloudTrailEvent: '{cut' },
      {},
      { CloudTrailEvent: '[]', EventTime: 1 },
    ];
    await expect(lookUp({ body: JSON.stringify({ Events }) })).resolves.toEqual([
      { records: [{ eventID: '1' }, '{cut', '', []], more: false },
    ]);
    expect(JSON.parse(server?.requests[0]?.body ?? '')).toEqual({
      LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'secretsmanager.amazonaws.com' }],
      StartTime: 1_795_392_000,
      EndTime: 1_795_428_000,
      MaxResults: 50,
    });
  });

  it('slows down where it is throttled, and loses nothing', async () => {
    const throttled = { status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' };
    const answers = [
      { body: '{"Events":[{"CloudTrailEvent":"1"}],"NextToken":"1"}' },
      throttled,
      { body: '{"Events":[{"CloudTrailEvent":"2"}]}' },
    ];
    await expect(lookUp(...answers)).resolves.toEqual([
      { records: [1], more: true },
      { records: [2], more: false },
    ]);
    expect(server?.requests).toHaveLength(3);
  });
});

describe('revealing', () => {
  const person = { id: 'issuer|ada', name: 'ada', sessionName: 'ada' };
  const own = { demoOverForeignEndpoint: true };

  it.each<[string, Answers]>([
    ['half an answer', [{ body: `{"ARN":"${arn}","VersionId":"v","SecretString":"CANARY-1` }]],
    ['an answer that is no version', [{ body: `{"ARN":"${arn}","SecretString":"CANARY-1"}` }]],
    ["another secret's answer", [{ body: `{"ARN":"${arn}x","VersionId":"v","SecretString":"CANARY-1"}` }]],
    ['an error page that quotes it', [{ status: 500, body: '<html>CANARY-1</html>' }]],
  ])('lets nothing of the value into the error on %s', async (_, answers) => {
    server = await startHostileServer(...answers);
    const aws = createAws(toOptions(server.url, own));
    const error: unknown = await aws.reveal(scope, person, { arn, versionId: null }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('CANARY');
  });

  it('is refused, with the policy to paste, where no role is configured', async () => {
    server = await startHostileServer({ body: '{}' });
    const refused = createAws(toOptions(server.url)).reveal(scope, person, { arn, versionId: null });
    await expect(refused).rejects.toMatchObject({
      code: 'forbidden',
      remedy: expect.stringContaining('sts:SetSourceIdentity'),
    });
    expect(server.requests).toEqual([]);
  });

  it('prints as redacted wherever it goes', async () => {
    server = await startHostileServer({ body: `{"ARN":"${arn}","VersionId":"v","SecretString":"CANARY-1"}` });
    const revealed = await createAws(toOptions(server.url, own)).reveal(scope, person, { arn, versionId: null });
    expect(JSON.stringify(revealed) + inspect(revealed, { depth: 9, showHidden: true })).not.toContain('CANARY');
    expect(revealed).toMatchObject({
      versionId: 'v',
      kind: 'text',
      trace: { personKnownToAws: false, accessKeyId: null },
    });
    expect(revealed.value.reveal()).toBe('CANARY-1');
  });
});
