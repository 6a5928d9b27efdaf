import { expect, test } from 'vitest';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { toApiEvent } from '@/lib/local-aws/cloudtrail/api-record';
import { toRotationEvent } from '@/lib/local-aws/cloudtrail/service-event';
import type { Actor } from '@/lib/local-aws/cloudtrail/actor';
import { actors, type ActorShape } from '@/lib/local-aws/testing/actors';

const account = '111122223333';
const context = { accountId: account, region: 'eu-west-1', ownRoleArns: [] };
const arn = `arn:aws:secretsmanager:eu-west-1:${account}:secret:prod/db-AbCdEf`;

function understand(caller: Actor) {
  const event = toApiEvent({
    id: '0a0b0c0d-0000-4000-8000-000000000002',
    requestId: 'r',
    time: Date.UTC(2026, 10, 20),
    region: 'eu-west-1',
    recipient: account,
    source: 'secretsmanager.amazonaws.com',
    name: 'GetSecretValue',
    readOnly: true,
    caller,
    sourceIp: '10.0.0.7',
    userAgent: 'aws-sdk-js/3.1000.0',
    request: { secretId: arn },
    response: null,
  });
  const normalised = normaliseRecord(JSON.stringify(event.toRecord()), context);
  if (!normalised.ok) throw new Error(normalised.quarantined.reason);
  const { actorKind, person, workload, principal } = normalised.event;
  return [principal.type, actorKind, person ?? workload];
}

const understood: Record<ActorShape, [type: string, kind: string, who: string | null]> = {
  user: ['user', 'unknown', null],
  'user in the console': ['user', 'person', 'ana'],
  'user with a second factor': ['user', 'person', 'ana'],
  root: ['root', 'person', 'root'],
  'root with an alias': ['root', 'person', 'root'],
  'root of another account': ['root', 'person', 'root'],
  session: ['role', 'unknown', null],
  'session of a web identity': ['role', 'workload', 'eks auth/issuer'],
  'session with a source identity': ['role', 'person', 'ana@example.com'],
  'session of an instance': ['role', 'workload', 'ec2 i-0123456789abcdef0'],
  'session of a function': ['role', 'workload', 'lambda charge'],
  'session of Identity Center': ['role', 'person', 'ana@example.com'],
  'session that assumed root': ['role', 'unknown', null],
  'session of a console sign-in': ['role', 'person', 'payments'],
  'session on behalf of somebody': ['role', 'unknown', null],
  'session of a delegate': ['role', 'unknown', null],
  role: ['role', 'unknown', null],
  'federated user': ['federated-user', 'person', 'partner'],
  'federated user of root': ['federated-user', 'person', 'partner'],
  'another account': ['account', 'unknown', null],
  service: ['service', 'aws-service', null],
  'SAML user': ['federated-user', 'person', 'ana'],
  'web identity': ['federated-user', 'unknown', null],
  'Identity Center user': ['unknown', 'person', '544894e8-80c1-707f-60e3-3ba6510dfac1'],
};

test.each(Object.entries(understood))('a caller of CloudTrail is understood: %s', (shape, expected) => {
  const found = Object.entries(actors).find(([name]) => name === shape);
  expect(found && understand(found[1])).toEqual(expected);
});

test('a service event names its service and its secret', () => {
  const base = { id: 'service-event-1', time: Date.UTC(2026, 10, 20), name: 'RotationFailed', account };
  const event = toRotationEvent({ ...base, region: 'eu-west-1', errorMessage: 'x' }, arn, 'token');
  const normalised = normaliseRecord(event.toRecord(), context);
  expect(normalised.ok && normalised.event).toMatchObject({
    actorKind: 'aws-service',
    outcome: 'failed',
    secretRef: { kind: 'arn', value: arn },
  });
});
