import { expect, it } from 'vitest';
import type { AccessEvent } from '@/lib/domain/event-record';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { findRunStep } from './find-run-step';

const RUN = '0f2d3c4b-0000-4000-8000-000000000001';

function call(eventName: string, requestParameters: object, errorCode?: string): AccessEvent {
  const raw = {
    eventSource: 'secretsmanager.amazonaws.com',
    eventName,
    eventTime: '2026-11-23T10:00:01Z',
    eventID: `${eventName}-1`,
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/rotator/fn',
      accountId: '111122223333',
    },
    requestParameters,
    ...(errorCode === undefined ? {} : { errorCode }),
  };
  const record = normaliseRecord(raw, { accountId: '111122223333', region: 'eu-west-1', ownRoleArns: [] });
  if (!record.ok) throw new Error(record.quarantined.reason);
  return record.event;
}

const put = call('PutSecretValue', { secretId: 'prod/db', clientRequestToken: RUN });
const finish = call('UpdateSecretVersionStage', {
  secretId: 'prod/db',
  versionStage: 'AWSCURRENT',
  moveToVersionId: RUN,
});

it.each<[string, AccessEvent[], string | null]>([
  ['nothing', [], null],
  ['the value was put', [put], 'setSecret'],
  ['the label was moved, in any order', [finish, put], 'finishSecret'],
  [
    "another version's value",
    [call('PutSecretValue', { secretId: 'prod/db', clientRequestToken: 'x'.repeat(36) })],
    null,
  ],
  ['a refused call', [call('PutSecretValue', { secretId: 'prod/db', clientRequestToken: RUN }, 'AccessDenied')], null],
  ['a read', [call('GetSecretValue', { secretId: 'prod/db', versionId: RUN })], null],
])('%s', (_, events, step) => {
  expect(findRunStep(events, RUN)).toBe(step);
});
