import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normaliseRecord } from './normalise-record';
import { toRotationEvent } from './to-rotation-event';

/** Published records of the real service; they are not part of this repository. */
const FOLDER = new URL('../../../../shared/cloudtrail/', import.meta.url);
const present = existsSync(FOLDER);
const notice = present ? '' : ' (skipped: no folder ../shared/cloudtrail)';
const context = { accountId: '999999999999', region: 'eu-west-1', ownRoleArns: [] };

const normalised = (file: string) =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => normaliseRecord(line, context));
const events = (file: string) => normalised(file).flatMap((one) => (one.ok ? [one.event] : []));

const count = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

describe.skipIf(!present)(`records of the real service${notice}`, () => {
  test('a simulated attack: every record is one user reading', () => {
    const all = events('stratus.jsonl');
    expect(count(all.map(({ eventName }) => eventName))).toEqual({
      BatchGetSecretValue: 5,
      GetSecretValue: 20,
      ListSecrets: 1,
    });
    expect(count(all.map(({ actorKind, client }) => `${actorKind} ${client}`))).toEqual({
      'unknown stratus-red-team': 26,
    });
    expect(count(all.map(({ secretRef }) => secretRef?.kind ?? 'none'))).toEqual({ arn: 20, none: 6 });
    expect(count(all.map(({ region }) => region))).toEqual({ 'eu-westwest-1r': 5, 'cn-centraleast-1r': 21 });
    expect(new Set(all.map(({ principal }) => principal.label))).toEqual(new Set(['christophe']));
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(26);
    expect(all.every(({ outcome, accountId }) => outcome === 'success' && accountId !== context.accountId)).toBe(true);
  });

  test('records of a log pipeline: Identity Center people, one in the console, one refused', () => {
    expect(events('panther.jsonl')).toMatchObject([
      {
        eventName: 'PutResourcePolicy',
        actionClass: 'policy',
        actorKind: 'person',
        person: 'example.user',
        client: 'console',
        at: new Date('2025-03-05T19:48:47Z'),
        outcome: 'success',
        secretRef: { kind: 'arn' },
      },
      {
        eventName: 'GetSecretValue',
        actionClass: 'read',
        actorKind: 'person',
        person: 'evil.genius',
        principal: { label: 'SSO DevAdmin', type: 'role' },
        client: 'terraform',
        outcome: 'denied',
        versionId: '7DC59E8B-63AE-454D-B7A4-8A7D64AB05E7',
        secretRef: { kind: 'arn' },
      },
    ]);
  });

  test("AWS's own examples: root, a user, a failed rotation", () => {
    const all = events('awsdocs.jsonl');
    expect(all).toMatchObject([
      { eventName: 'CreateSecret', person: 'root', secretRef: { kind: 'name', value: 'MyDatabaseSecret' } },
      { eventName: 'DeleteSecret', person: 'root', actionClass: 'delete', secretRef: { kind: 'arn' } },
      { eventName: 'GetSecretValue', actorKind: 'unknown', client: 'aws-cli', secretRef: null },
      { eventName: 'RotationFailed', actorKind: 'aws-service', outcome: 'failed', secretRef: { kind: 'arn' } },
    ]);
    expect(all.map(toRotationEvent)).toMatchObject([
      null,
      null,
      null,
      { name: 'RotationFailed', step: 'setSecret', token: 'eeb681b1-a07d-4aeb-9b61-1ee6590ec295' },
    ]);
  });

  test('abbreviated examples are quarantined', () => {
    const reasons = normalised('partial.jsonl').map((one) => (one.ok ? 'understood' : one.quarantined.reason));
    expect(count(reasons)).toEqual({ 'no eventID': 7, 'userIdentity names nobody': 1 });
  });
});
