import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessEvent, Normalised } from '@/lib/domain/event-record';
import {
  ACCOUNT,
  ROLE,
  SECRET_ARN,
  assumedRole,
  context,
  serviceRecord,
  trailRecord,
} from '@/lib/domain/testing/trail-record';
import { normaliseRecord } from './normalise-record';

const eventOf = (raw: unknown): AccessEvent => {
  const normalised = normaliseRecord(raw, context);
  if (!normalised.ok) throw new Error(normalised.quarantined.reason);
  return normalised.event;
};
const reasonOf = (normalised: Normalised): string | null => (normalised.ok ? null : normalised.quarantined.reason);

test('a read becomes an event with all that the record tells', () => {
  const raw = trailRecord({ requestParameters: { secretId: SECRET_ARN, versionId: 'v1', versionStage: 'AWSCURRENT' } });
  expect(eventOf(raw)).toEqual({
    eventId: '0a0b0c0d-0000-4000-8000-000000000002',
    at: new Date('2026-11-20T08:00:00Z'),
    accountId: ACCOUNT,
    region: 'eu-west-1',
    eventName: 'GetSecretValue',
    actionClass: 'read',
    outcome: 'success',
    errorCode: null,
    errorMessage: null,
    secretRef: { kind: 'arn', value: SECRET_ARN },
    versionId: 'v1',
    versionStage: 'AWSCURRENT',
    principal: { id: ROLE, type: 'role', accountId: ACCOUNT, label: 'payments-api' },
    session: 'payments',
    actorKind: 'unknown',
    person: null,
    workload: null,
    accessKeyId: 'ASIAEXAMPLE',
    sourceAddress: '10.0.0.7',
    userAgent: 'aws-sdk-js/3.1000.0',
    client: 'aws-sdk',
    requestId: '0a0b0c0d-0000-4000-8000-000000000001',
    sharedEventId: null,
    raw,
  });
});

test('the JSON text of a record is the same event', () => {
  expect(eventOf(JSON.stringify(trailRecord()))).toEqual(eventOf(trailRecord()));
});

test("another account's read keeps whose trail it is in apart from who read", () => {
  const userIdentity = { type: 'AWSAccount', principalId: 'AROAEXAMPLE:ana@example.com', accountId: '444455556666' };
  const event = eventOf(trailRecord({ userIdentity, sharedEventID: 'shared-1' }));
  expect(event).toMatchObject({
    accountId: ACCOUNT,
    sharedEventId: 'shared-1',
    session: 'ana@example.com',
    principal: { id: 'account 444455556666', type: 'account', accountId: '444455556666' },
  });
});

test('what the record does not say of its place is the scope it was read from', () => {
  const event = eventOf(trailRecord({ recipientAccountId: undefined, awsRegion: 7 }));
  expect([event.accountId, event.region]).toEqual([ACCOUNT, 'eu-west-1']);
});

test('both forms of time are UTC', () => {
  const at = eventOf(trailRecord({ eventTime: '2026-11-20 08:00:00.123456789' })).at;
  expect(at.toISOString()).toBe('2026-11-20T08:00:00.123Z');
});

test('a name in the outside text that PostgreSQL would refuse is mended, and stays in raw', () => {
  const event = eventOf(trailRecord({ userAgent: 'a\0b\uD800' }));
  expect(event.userAgent).toBe('a\uFFFDb\uFFFD');
  expect(event.raw['userAgent']).toBe('a\0b\uD800');
});

describe('quarantined', () => {
  test.each<[unknown, string]>([
    [null, 'not a JSON object'],
    [undefined, 'not a JSON object'],
    [42, 'not a JSON object'],
    ['', 'not a JSON object'],
    ['not json', 'not a JSON object'],
    ['{"eventID":', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    [[trailRecord()], 'not a JSON object'],
    ['['.repeat(200_000), 'not a JSON object'],
    [{}, 'no eventSource'],
    [trailRecord({ eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' }), 'not secretsmanager'],
    [trailRecord({ eventSource: ['secretsmanager.amazonaws.com'] }), 'no eventSource'],
    [trailRecord({ eventID: undefined }), 'no eventID'],
    [trailRecord({ eventID: 'x'.repeat(129) }), 'no eventID'],
    [trailRecord({ eventName: '' }), 'no eventName'],
    [trailRecord({ eventName: 'Get<script>' }), 'no eventName'],
    [trailRecord({ eventTime: undefined }), 'no eventTime'],
    [trailRecord({ eventTime: 1_700_000_000 }), 'no eventTime'],
    [trailRecord({ eventTime: 'yesterday' }), 'eventTime is no time'],
    [trailRecord({ eventTime: '2026-02-30T00:00:00Z' }), 'eventTime is no time'],
    [trailRecord({ eventTime: '2026-11-20T24:00:00Z' }), 'eventTime is no time'],
    [trailRecord({ eventTime: '275760-09-13T00:00:00Z' }), 'eventTime is no time'],
    [trailRecord({ eventTime: '0001-01-01T00:00:00Z' }), 'eventTime is no time'],
    [trailRecord({ userIdentity: undefined }), 'userIdentity names nobody'],
    [trailRecord({ userIdentity: 'ana' }), 'userIdentity names nobody'],
    [trailRecord({ userIdentity: { type: 'AssumedRole', userName: 'TestRole' } }), 'userIdentity names nobody'],
  ])('%.80j: %s', (raw, reason) => {
    const normalised = normaliseRecord(raw, context);
    expect(reasonOf(normalised)).toBe(reason);
    expect(normalised).toEqual({ ok: false, quarantined: { reason, raw } });
  });
});

test('any JSON in place of any field neither throws nor loses the record', () => {
  const whole = [
    trailRecord({ userIdentity: assumedRole('i-0abc', { sourceIdentity: 'ana' }) }),
    serviceRecord('RotationFailed'),
  ];
  const spoil = (at: unknown, path: readonly number[], value: unknown): unknown => {
    if (typeof at !== 'object' || at === null || path.length === 0) return value;
    const entries = Object.entries(at);
    const chosen = (path[0] ?? 0) % Math.max(1, entries.length);
    return Object.fromEntries(
      entries.map(([key, old], index) => [key, index === chosen ? spoil(old, path.slice(1), value) : old]),
    );
  };
  const path = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...whole), path, fc.jsonValue(), (record, where, value) => {
      const raw = spoil(record, where, value);
      const normalised = normaliseRecord(raw, context);
      expect(normalised.ok ? normalised.event.raw : normalised.quarantined.raw).toEqual(raw);
    }),
    { numRuns: 2000 },
  );
});

test('any JSON that is no record is quarantined', () => {
  fc.assert(fc.property(fc.jsonValue(), (raw) => !normaliseRecord(raw, context).ok));
});
