import {
  LookupEventsCommand,
  paginateLookupEvents,
  type Event,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld({ secrets: 120, historyDays: 90 });
const day = 86_400_000;

async function lookUp(input: LookupEventsCommandInput): Promise<Event[]> {
  const found: Event[] = [];
  // The paginator writes its token into the input it is given.
  for await (const page of paginateLookupEvents({ client: world.trail() }, { ...input }))
    found.push(...(page.Events ?? []));
  return found;
}

const bySource = {
  LookupAttributes: [{ AttributeKey: 'EventSource' as const, AttributeValue: 'secretsmanager.amazonaws.com' }],
};

test('seven days come newest first, each event once, within the range, in pages of fifty', async () => {
  const StartTime = new Date(Date.now() - 7 * day);
  const EndTime = new Date(Date.now() - 60_000);
  const events = await lookUp({ ...bySource, StartTime, EndTime });
  const times = events.map(({ EventTime }) => EventTime?.getTime() ?? 0);
  expect(events.length).toBeGreaterThan(500);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(events.length);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(StartTime.getTime() - 1000);
  expect(Math.max(...times)).toBeLessThanOrEqual(EndTime.getTime());
  const first = await world.trail().send(new LookupEventsCommand({ ...bySource, StartTime, EndTime }));
  expect(first.Events).toHaveLength(50);
});

test('every attribute finds what a scan finds', async () => {
  const range = { StartTime: new Date(Date.now() - 3 * day), EndTime: new Date(Date.now() - 60_000) };
  const all = await lookUp(range);
  // Services and callers of other accounts have no key or no name to look for.
  const sample = all.find(
    ({ EventName, Username, AccessKeyId, Resources = [] }) =>
      EventName === 'GetSecretValue' && Username && AccessKeyId && Resources.length > 0,
  );
  const name = sample?.Resources?.[0]?.ResourceName;
  const attributes = [
    ['EventId', sample?.EventId, (event: Event) => event.EventId],
    ['EventName', 'GetSecretValue', (event: Event) => event.EventName],
    ['ReadOnly', 'false', (event: Event) => event.ReadOnly],
    ['Username', sample?.Username, (event: Event) => event.Username],
    ['EventSource', 'kms.amazonaws.com', (event: Event) => event.EventSource],
    ['AccessKeyId', sample?.AccessKeyId, (event: Event) => event.AccessKeyId],
    ['ResourceName', name, (event: Event) => event.Resources?.find((one) => one.ResourceName === name)?.ResourceName],
    ['ResourceType', 'AWS::KMS::Key', (event: Event) => event.Resources?.[0]?.ResourceType],
  ] as const;
  for (const [AttributeKey, AttributeValue, read] of attributes) {
    const found = await lookUp({ ...range, LookupAttributes: [{ AttributeKey, AttributeValue }] });
    expect(found.map(({ EventId }) => EventId)).toEqual(
      all.filter((event) => read(event) === AttributeValue).map(({ EventId }) => EventId),
    );
    expect(found.length).toBeGreaterThan(0);
  }
});

test('what happens between two pages neither repeats nor shifts the rest', async () => {
  const first = await world.trail().send(new LookupEventsCommand(bySource));
  for (let turn = 0; turn < 3; turn += 1)
    await world.secrets().send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' }));
  const second = await world.trail().send(new LookupEventsCommand({ ...bySource, NextToken: first.NextToken }));
  const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map(({ EventId }) => EventId);
  expect(new Set(ids).size).toBe(100);
});

test('records have the shapes of the real ones, and no value', async () => {
  const client = world.secrets();
  const Name = 'made/by/test';
  await client.send(
    new CreateSecretCommand({ Name, SecretString: 'CANARY-never-in-a-record', Tags: [{ Key: 'team', Value: 'web' }] }),
  );
  await client.send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'CANARY-nor-this' }));
  await client.send(new GetSecretValueCommand({ SecretId: Name, VersionStage: 'AWSPREVIOUS' }));
  await client.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  const told = await readTrail(world, 'AccessKeyId', 'AKIALOCALADMIN000001');
  const [deleted, read, decrypt, put, made] = told.filter(({ eventName }) => eventName !== 'GenerateDataKey');
  const arn = expect.stringMatching(/^arn:aws:secretsmanager:eu-west-1:111122223333:secret:made\/by\/test-/);
  expect(made).toMatchObject({
    eventName: 'CreateSecret',
    readOnly: false,
    requestParameters: { name: Name, clientRequestToken: expect.any(String), tags: [{ key: 'team', value: 'web' }] },
    responseElements: { arn },
  });
  expect(put).toMatchObject({
    eventName: 'PutSecretValue',
    requestParameters: { secretId: Name, clientRequestToken: expect.any(String) },
    responseElements: { arn },
  });
  expect(decrypt).toMatchObject({
    eventSource: 'kms.amazonaws.com',
    requestParameters: { encryptionContext: { SecretARN: arn, SecretVersionId: expect.any(String) } },
  });
  expect(read).toMatchObject({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', userName: 'admin', accessKeyId: 'AKIALOCALADMIN000001' },
    eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    requestParameters: { secretId: Name, versionStage: 'AWSPREVIOUS' },
    responseElements: null,
    recipientAccountId: '111122223333',
    tlsDetails: { clientProvidedHostHeader: 'secretsmanager.eu-west-1.amazonaws.com' },
  });
  expect(deleted).toMatchObject({
    requestParameters: { recoveryWindowInDays: 7 },
    responseElements: {
      arn,
      name: Name,
      deletionDate: expect.stringMatching(/^[A-Z][a-z]{2} \d+, \d{4}, \d+:\d\d:\d\d [AP]M$/),
    },
  });
  expect(JSON.stringify([deleted, read, decrypt, put, made])).not.toContain('CANARY');
});

test('the id of an answer is the id in its record', async () => {
  const { $metadata } = await world.secrets().send(new GetSecretValueCommand({ SecretId: 'prod/payments/db' }));
  const [record] = await readTrail(world, 'EventName', 'GetSecretValue');
  expect(record?.requestID).toBe($metadata.requestId);
});

test('a token is good only with the parameters it was given for', async () => {
  const { NextToken } = await world.trail().send(new LookupEventsCommand(bySource));
  expect((await refusal(world.trail().send(new LookupEventsCommand({ NextToken })))).code).toBe(
    'InvalidNextTokenException',
  );
  expect(
    (await refusal(world.trail({ region: 'us-east-1' }).send(new LookupEventsCommand({ ...bySource, NextToken }))))
      .code,
  ).toBe('InvalidNextTokenException');
});
