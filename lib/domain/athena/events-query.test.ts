import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '@/lib/domain/day';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { AccessEvent } from '@/lib/domain/event-record';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { toEventsQuery, type AskedSubject } from './events-query';
import { openDuckTrail, type DeliveredRecord } from './testing/duck-trail';
import { readAsTrino } from './testing/sql-grammar';
import { readTrail } from './testing/read-trail';
import { toEvents } from './to-events';

const TABLE = { catalog: 'AwsDataCatalog', database: 'keyledger', table: 'cloud"trail' };
const PLACE = { accountId: '111122223333', region: 'eu-west-1' };
const ANY: AskedSubject = { secret: null, principal: null };
const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/payments/db-AbCdEf';
const SECRET = { arn: ARN, name: 'prod/payments/db' };
const ROLE = 'arn:aws:iam::111122223333:role/service/app';
const HOSTILE = [
  "it's",
  "' OR '1'='1",
  '"; DROP TABLE secrets; --',
  'back\\',
  '${account} $1 $$',
  'Ünïcodé 🔑 ‮',
  '/* */ %_',
  "root of 111122223333' --",
];

const unquoted = (sql: string): string => sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, '?');

describe('the question about single events', () => {
  it('is Trino’s SQL, held to one account, one region, the folders of its days and these days alone', () => {
    const sql = toEventsQuery(
      TABLE,
      { ...PLACE, days: ['2026-11-24', '2026-11-20'] },
      { secret: SECRET, principal: ROLE },
    );
    expect(readAsTrino(sql)).toEqual([]);
    expect(sql).toContain("account = '111122223333' AND region = 'eu-west-1'");
    expect(sql).toContain("delivered >= '2026/11/20' AND delivered <= '2026/11/27'");
    expect(sql).toContain("eventtime >= '2026-11-20T00:00:00Z' AND eventtime < '2026-11-25T00:00:00Z'");
    expect(sql).toContain("substr(eventtime, 1, 10) IN ('2026-11-20', '2026-11-24')");
    expect(sql).toMatch(/LIMIT 20001$/);
    expect(sql.length).toBeLessThan(10_000);
  });

  it.each(HOSTILE)('stays one statement whatever it is about: %s', (text) => {
    const days = ['2026-11-20'];
    const about = { secret: { arn: text, name: text }, principal: text };
    const sql = toEventsQuery({ ...TABLE, table: text }, { ...PLACE, days }, about);
    expect(readAsTrino(sql)).toEqual([]);
    const plain = { secret: { arn: 'a', name: 'b' }, principal: 'c' };
    expect(unquoted(sql)).toBe(unquoted(toEventsQuery(TABLE, { ...PLACE, days }, plain)));
  });

  it.each([
    [{ accountId: '' }],
    [{ accountId: "1' OR '1'='1" }],
    [{ region: "eu-west-1' OR 1=1 --" }],
    [{ days: [] }],
    [{ days: ['2026-11-20', "2026-11-21'"] }],
    [{ days: ['2026-11-20', '2026-11-2x'] }],
  ])('is not made without bounds: %j', (change) => {
    expect(() => toEventsQuery(TABLE, { ...PLACE, days: ['2026-11-20'], ...change }, ANY)).toThrow(TypeError);
  });
});

const OWN = ['arn:aws:iam::111122223333:role/keyledger-read'];
const withoutRaw = (event: AccessEvent): Omit<AccessEvent, 'raw'> => {
  const { raw: _, ...rest } = event;
  return rest;
};
const byId = <T extends { eventId: string }>(events: readonly T[]): T[] =>
  [...new Map(events.map((event) => [event.eventId, event])).values()].toSorted((a, b) =>
    a.eventId < b.eventId ? -1 : 1,
  );

/** What the import makes of the same records. */
const imported = (records: readonly DeliveredRecord[], days: readonly string[]): AccessEvent[] =>
  records.flatMap(({ record, account, region }) => {
    if (account !== PLACE.accountId || region !== PLACE.region) return [];
    const normalised = normaliseRecord(record, { ...PLACE, ownRoleArns: OWN });
    return normalised.ok && days.includes(normalised.event.at.toISOString().slice(0, 10)) ? [normalised.event] : [];
  });

async function ask(records: readonly DeliveredRecord[], days: readonly string[], about = ANY) {
  const trail = await openDuckTrail(records, TABLE);
  onTestFinished(() => trail.close());
  const rows = await trail.query(toEventsQuery(TABLE, { ...PLACE, days }, about));
  return toEvents(rows, { ...PLACE, ownRoleArns: OWN }, about.principal);
}

describe('over the files of a trail', { timeout: 60_000 }, () => {
  let local: LocalAws;
  let records: DeliveredRecord[];
  const today = new Date().toISOString().slice(0, 10);
  const days = [addDays(today, -1), addDays(today, -2)];
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

  it('makes the very events that the import makes, whatever was delivered twice', async () => {
    const { events, unreadable } = await ask([...records, ...records.slice(0, 50)], days);
    const expected = byId(imported(records, days).map(withoutRaw));
    expect(expected.length).toBeGreaterThan(100);
    expect(byId(events)).toEqual(expected);
    expect(unreadable.size).toBe(0);
  });

  it('finds all of a secret, and all of a principal', async () => {
    const all = imported(records, days);
    const named = all.find(({ secretRef, actorKind }) => secretRef?.kind === 'arn' && actorKind === 'workload');
    const arn = named?.secretRef?.value ?? '';
    const name = arn.slice(arn.indexOf(':secret:') + ':secret:'.length, -7);
    const about = all.filter(({ secretRef }) => [arn, name, arn.slice(0, -7)].includes(secretRef?.value ?? ''));
    const ofSecret = await ask(records, days, { secret: { arn, name }, principal: null });
    const found = new Set(ofSecret.events.map(({ eventId }) => eventId));
    expect(about.length).toBeGreaterThan(3);
    expect(about.filter(({ eventId }) => !found.has(eventId))).toEqual([]);
    for (const principal of new Set(all.map((event) => event.principal.id))) {
      const expected = byId(all.filter((event) => event.principal.id === principal).map(withoutRaw));
      expect(byId((await ask(records, days, { secret: null, principal })).events)).toEqual(expected);
    }
  });
});

const USER = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ann', accountId: '111122223333', userName: 'ann' };
const record = (more: object) => ({
  eventVersion: '1.11',
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  awsRegion: 'eu-west-1',
  userIdentity: USER,
  ...more,
});
const answered = { aRN: ARN, name: SECRET.name };
const denied = `User: x is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SECRET.name} because`;

/** Every place in which a record names its secret. */
const ABOUT = [
  record({ requestParameters: { secretId: SECRET.name } }),
  record({ requestParameters: { secretId: ARN, versionId: 'v-1', versionStage: 'AWSPREVIOUS' } }),
  record({ requestParameters: { secretId: ARN.slice(0, -7) } }),
  record({ requestParameters: null, errorCode: 'AccessDenied', errorMessage: denied }),
  record({ eventName: 'BatchGetSecretValue', requestParameters: { secretIdList: [SECRET.name] } }),
  record({ eventName: 'CreateSecret', requestParameters: { name: SECRET.name }, responseElements: answered }),
  record({ eventName: 'RotationSucceeded', additionalEventData: { SecretId: ARN } }),
  record({ eventName: 'RotationStarted', requestID: `Rotation-${ARN}-eeb681b1-a07d-4aeb-9b61-1ee6590ec295` }),
];
const BESIDE = [
  record({ requestParameters: { secretId: 'prod/payments/db2' } }),
  record({ requestParameters: { secretId: `it's "prod"; --` } }),
  record({ requestParameters: '{"secretId": broken' }),
  { ...record({}), eventSource: 's3.amazonaws.com', requestParameters: { secretId: SECRET.name } },
];
const BROKEN = [
  record({ requestParameters: { secretId: SECRET.name }, userIdentity: null }),
  record({ requestParameters: { secretId: SECRET.name }, eventName: 'not a name!' }),
];

it(
  'looks wherever a record names its secret, and counts what nobody understands by its reason',
  { timeout: 30_000 },
  async () => {
    const all = [...ABOUT, ...BESIDE, ...BROKEN].map((one, index) => ({
      account: PLACE.accountId,
      region: PLACE.region,
      delivered: '2026/11/22',
      record: { eventID: `id-${String(index).padStart(2, '0')}`, eventTime: `2026-11-20T00:${10 + index}:00Z`, ...one },
    }));
    const { events, unreadable } = await ask(all, ['2026-11-20'], { secret: SECRET, principal: null });
    expect(events.map(({ eventId }) => eventId)).toEqual(ABOUT.map((_, index) => `id-0${index}`).toReversed());
    expect(events).toEqual(imported(all, ['2026-11-20']).slice(0, ABOUT.length).map(withoutRaw).toReversed());
    expect(Object.fromEntries(unreadable)).toEqual({ 'userIdentity names nobody': 1, 'no eventName': 1 });
  },
);

it('keeps to its days: those between them are left out', { timeout: 30_000 }, async () => {
  const at = (eventTime: string, delivered: string, eventID: string) => ({
    account: PLACE.accountId,
    region: PLACE.region,
    delivered,
    record: { ...record({ requestParameters: { secretId: eventID } }), eventTime, eventID },
  });
  const { events } = await ask(
    [
      at('2026-11-19T23:59:59Z', '2026/11/20', 'before'),
      at('2026-11-20T00:00:00Z', '2026/11/20', 'first'),
      at('2026-11-21T12:00:00Z', '2026/11/21', 'between'),
      at('2026-11-22T23:59:59Z', '2026/11/25', 'late'),
      at('2026-11-23T00:00:00Z', '2026/11/23', 'after'),
    ],
    ['2026-11-20', '2026-11-22'],
  );
  expect(events.map(({ eventId }) => eventId)).toEqual(['late', 'first']);
});
