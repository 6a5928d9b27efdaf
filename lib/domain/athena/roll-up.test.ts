import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { AccessEvent } from '@/lib/domain/event-record';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { placeRecord } from '@/lib/domain/trail/place-record';
import { addDays } from '@/lib/domain/day';
import { toRollUpQuery } from './roll-up-query';
import { openDuckTrail, type DeliveredRecord } from './testing/duck-trail';
import { readTrail } from './testing/read-trail';
import { DayGroups, toDayRow } from './to-day-groups';

const NAMES = { catalog: 'awsdatacatalog', database: 'keyledger', table: 'cloud"trail' };
/** Published records of the real service; they are not part of this repository. */
const FOLDER = new URL('../../../../shared/cloudtrail/', import.meta.url);
const present = existsSync(FOLDER);

interface Counted {
  day: string;
  ref: string;
  principal: string;
  kind: string;
  name: string;
  outcome: string;
  shared: string | null;
  events: number;
}

const toLine = (day: string, event: Omit<AccessEvent, 'raw'>, events: number): Counted => ({
  day,
  ref: `${event.accountId} ${event.region} ${event.secretRef?.kind} ${event.secretRef?.value}`,
  principal: event.principal.id,
  kind: event.actorKind,
  name: event.eventName,
  outcome: event.outcome,
  shared: event.sharedEventId,
  events,
});

const sorted = (lines: readonly Counted[]): string[] => lines.map((line) => JSON.stringify(line)).toSorted();

/** What the import makes of the same records, each event once, counted by secret, principal and day. */
function countImported(records: readonly DeliveredRecord[], { from, to }: { from: string; to: string }): string[] {
  const byId = new Map<string, AccessEvent>();
  for (const { record, account, region } of records) {
    const normalised = normaliseRecord(record, { accountId: account, region, ownRoleArns: OWN });
    if (normalised.ok && normalised.event.secretRef) byId.set(normalised.event.eventId, normalised.event);
  }
  const lines = new Map<string, Counted>();
  for (const event of byId.values()) {
    const day = event.at.toISOString().slice(0, 10);
    if (day < from || day > to) continue;
    const line = toLine(day, event, 0);
    const key = JSON.stringify(line);
    lines.set(key, { ...line, events: (lines.get(key)?.events ?? 0) + 1 });
  }
  return sorted([...lines.values()]);
}

async function countRolledUp(records: readonly DeliveredRecord[], days: { from: string; to: string }) {
  const trail = await openDuckTrail(records, NAMES);
  onTestFinished(() => trail.close());
  const places = new Map(
    records.map(({ account, region }) => [`${account}:${region}`, { accountId: account, region }]),
  );
  const lines: Counted[] = [];
  let seen = 0;
  for (const place of places.values()) {
    const groups = new DayGroups();
    for (const row of await trail.query(toRollUpQuery(NAMES, { ...place, ...days }))) {
      const told = toDayRow(row, { ...place, ownRoleArns: OWN });
      groups.add(told);
    }
    lines.push(...groups.list.map(({ day, event, events }) => toLine(day, event, events)));
    for (const count of groups.records.values()) seen += count;
  }
  return { lines: sorted(lines), seen };
}

const OWN = ['arn:aws:iam::111122223333:role/keyledger-read'];

describe('over the files of a trail', { timeout: 60_000 }, () => {
  let local: LocalAws;
  let records: DeliveredRecord[];
  beforeAll(async () => {
    local = await startLocalAws({
      traffic: false,
      secrets: 40,
      historyDays: 3,
      lateEvents: 0.05,
      eventDelayMs: 300_000,
    });
    records = readTrail(local.world);
  });
  afterAll(async () => local.close());

  it('counts what the import counts, by secret, principal, action, outcome and day', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const days = { from: addDays(today, -3), to: addDays(today, -1) };
    // What a trail delivered twice counts once.
    const twice = [...records, ...records.slice(0, 50)];
    const { lines } = await countRolledUp(twice, days);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines).toEqual(countImported(records, days));
  });
});

const SOURCE = { eventVersion: '1.11', eventSource: 'secretsmanager.amazonaws.com', awsRegion: 'eu-west-1' };
const USER = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ann', accountId: '111122223333', userName: 'ann' };
const role = (name: string, more: object = {}) => ({
  type: 'AssumedRole',
  principalId: `AROAX:${name}-session`,
  arn: `arn:aws:sts::111122223333:assumed-role/${name}/${name}-session`,
  accountId: '111122223333',
  accessKeyId: 'ASIAX',
  ...more,
});
const read = (more: object) => ({ ...SOURCE, eventName: 'GetSecretValue', userIdentity: USER, ...more });

const UNUSUAL: Record<string, unknown>[] = [
  read({ requestParameters: { secretId: `it's "a"; -- \\ ünï🔑` } }),
  read({ requestParameters: { secretId: '' } }),
  read({
    requestParameters: null,
    errorCode: 'AccessDenied',
    errorMessage: 'User: x is not authorized to perform: secretsmanager:GetSecretValue on resource: prod/db because no',
  }),
  read({ requestParameters: JSON.stringify({ secretId: 'as/text' }) }),
  read({ requestParameters: '{"secretId": broken' }),
  read({ eventName: 'BatchGetSecretValue', requestParameters: { secretIdList: ['only/one'] } }),
  read({ eventName: 'BatchGetSecretValue', requestParameters: { secretIdList: ['one', 'two'] } }),
  read({
    eventName: 'DeleteSecret',
    requestParameters: { secretId: 'a' },
    responseElements: { aRN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf', name: 'a' },
  }),
  read({
    eventName: 'CreateSecret',
    requestParameters: { name: 'b' },
    responseElements: { ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:b-AbCdEf' },
  }),
  read({
    eventName: 'RotationFailed',
    userIdentity: { accountId: '111122223333', invokedBy: 'secretsmanager.amazonaws.com' },
    additionalEventData: { SecretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:c-AbCdEf' },
    errorMessage: 'Error',
  }),
  read({
    eventName: 'RotationStarted',
    userIdentity: { accountId: '111122223333', invokedBy: 'secretsmanager.amazonaws.com' },
    requestID:
      'Rotation-arn:aws:secretsmanager:eu-west-1:111122223333:secret:d-AbCdEf-eeb681b1-a07d-4aeb-9b61-1ee6590ec295',
  }),
  read({
    userIdentity: role('app', {
      sessionContext: {
        sourceIdentity: 'ann@example.com',
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/path/app' },
        attributes: { mfaAuthenticated: 'false', creationDate: '2026-11-20T00:00:00Z' },
      },
    }),
    requestParameters: { secretId: 'e' },
  }),
  read({
    userIdentity: role('ci', {
      sessionContext: {
        webIdFederationData: {
          federatedProvider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
          attributes: { sub: 'repo:org/repo:ref:refs/heads/main', 'aud.Case': 'x' },
        },
      },
    }),
    requestParameters: { secretId: 'f' },
  }),
  read({
    userIdentity: role('fn', {
      inScopeOf: {
        issuerType: 'AWS::Lambda::Function',
        credentialsIssuedTo: 'arn:aws:lambda:eu-west-1:111122223333:function:charge',
      },
    }),
    requestParameters: { secretId: 'f' },
  }),
  read({
    userIdentity: role('person', { sessionContext: { signInSessionArn: 'arn:aws:signin:…' } }),
    requestParameters: { secretId: 'g' },
  }),
  read({
    userIdentity: role('handled', { sessionContext: { attributes: { mfaAuthenticated: 'true' } } }),
    requestParameters: { secretId: 'g' },
    sessionCredentialFromConsole: 'true',
  }),
  read({ userIdentity: role('keyledger-read'), requestParameters: { secretId: 'g' } }),
  read({
    userIdentity: { type: 'AWSAccount', accountId: '444455556666', principalId: 'AROAY:s' },
    sharedEventID: 'shared-1',
    recipientAccountId: '111122223333',
    requestParameters: { secretId: 'h' },
  }),
  read({
    userIdentity: {
      type: 'IdentityCenterUser',
      accountId: '111122223333',
      onBehalfOf: { userId: 'u-1', identityStoreArn: 'arn' },
    },
    requestParameters: { secretId: 'h' },
  }),
  read({
    userIdentity: { ...USER, accessKeyId: 'ASIAZZZ' },
    userAgent: 'aws-cli/2 exec-env/AWS_Lambda_nodejs20.x',
    requestParameters: { secretId: 'h' },
  }),
  read({ userIdentity: null, requestParameters: { secretId: 'nobody' } }),
  read({ eventName: 'not a name!', requestParameters: { secretId: 'odd' } }),
  {
    ...SOURCE,
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    userIdentity: USER,
    requestParameters: { key: 'x' },
  },
].map((record, index) => ({
  ...record,
  eventID: `id-${index}`,
  eventTime: `2026-11-2${index % 3}T00:0${index % 10}:00Z`,
}));

it(
  'counts records of every shape as the import does, and what other services did only as records',
  { timeout: 30_000 },
  async () => {
    const records = UNUSUAL.map((record) => ({
      account: '111122223333',
      region: 'eu-west-1',
      delivered: '2026/11/22',
      record,
    }));
    const days = { from: '2026-11-20', to: '2026-11-22' };
    const { lines, seen } = await countRolledUp(records, days);
    expect(lines.length).toBeGreaterThan(15);
    expect(lines).toEqual(countImported(records, days));
    expect(seen).toBe(UNUSUAL.length);
  },
);

it(
  'keeps to its days: not the moment before, nor the one after, nor a folder too late',
  { timeout: 30_000 },
  async () => {
    const at = (eventTime: string, delivered: string, eventID: string) => ({
      account: '111122223333',
      region: 'eu-west-1',
      delivered,
      record: { ...read({ requestParameters: { secretId: eventID } }), eventTime, eventID },
    });
    const { lines } = await countRolledUp(
      [
        at('2026-11-19T23:59:59Z', '2026/11/20', 'before'),
        at('2026-11-20T00:00:00Z', '2026/11/20', 'first'),
        at('2026-11-20T23:59:59Z', '2026/11/23', 'late'),
        at('2026-11-20T12:00:00Z', '2026/11/24', 'too-late'),
        at('2026-11-21T00:00:00Z', '2026/11/21', 'after'),
      ],
      { from: '2026-11-20', to: '2026-11-20' },
    );
    expect(lines.map((line) => JSON.parse(line).ref.split(' ').at(-1))).toEqual(['first', 'late']);
  },
);

it.skipIf(!present)(
  `counts records of the real service as the import does${present ? '' : ' (skipped: no folder)'}`,
  { timeout: 30_000 },
  async () => {
    const records = ['stratus.jsonl', 'panther.jsonl', 'awsdocs.jsonl', 'partial.jsonl'].flatMap((file) =>
      readFileSync(new URL(file, FOLDER), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line): DeliveredRecord[] => {
          const record = JSON.parse(line);
          const place = placeRecord(record, { accountId: '999999999999', region: 'eu-west-1' });
          const day = typeof record.eventTime === 'string' ? record.eventTime.slice(0, 10) : '';
          const isPlace = place && /^\d{12}$/.test(place.accountId);
          return isPlace && /^\d{4}-\d{2}-\d{2}$/.test(day) && record.eventID
            ? [{ account: place.accountId, region: place.region, delivered: day.replaceAll('-', '/'), record }]
            : [];
        })
        .flat(),
    );
    const days = { from: '2014-01-01', to: '2027-01-01' };
    // The documentation gives one id to several examples.
    const each = [...new Map(records.map((one) => [one.record['eventID'], one])).values()];
    const { lines } = await countRolledUp(each, days);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines).toEqual(countImported(each, days));
  },
);
