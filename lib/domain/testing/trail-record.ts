export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/payments-api`;
export const SECRET_ARN = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/payments/db-AbC123`;

export const context = {
  accountId: ACCOUNT,
  region: 'eu-west-1',
  ownRoleArns: [`arn:aws:iam::${ACCOUNT}:role/keyledger/reveal`],
};

/** `userIdentity` of a role's session, as CloudTrail writes it; `more` goes into `sessionContext`. */
export const assumedRole = (session: string, more: object = {}, roleArn = ROLE): Record<string, unknown> => {
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: roleArn, accountId: ACCOUNT, userName: role },
      attributes: { creationDate: '2026-11-01T00:00:00Z', mfaAuthenticated: 'false' },
      ...more,
    },
  };
};

/** A successful read by a role; `changes` replaces whole fields, `undefined` leaves one out. */
export const trailRecord = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  eventVersion: '1.11',
  userIdentity: assumedRole('payments'),
  eventTime: '2026-11-20T08:00:00Z',
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '10.0.0.7',
  userAgent: 'aws-sdk-js/3.1000.0',
  requestParameters: { secretId: SECRET_ARN },
  responseElements: null,
  requestID: '0a0b0c0d-0000-4000-8000-000000000001',
  eventID: '0a0b0c0d-0000-4000-8000-000000000002',
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  ...changes,
});

/** A record of the service itself, as of a rotation. */
export const serviceRecord = (eventName: string, changes: Record<string, unknown> = {}): Record<string, unknown> =>
  trailRecord({
    userIdentity: { accountId: ACCOUNT, invokedBy: 'secretsmanager.amazonaws.com' },
    eventName,
    eventType: 'AwsServiceEvent',
    sourceIPAddress: 'secretsmanager.amazonaws.com',
    userAgent: 'secretsmanager.amazonaws.com',
    requestParameters: null,
    additionalEventData: { SecretId: SECRET_ARN },
    requestID: `Rotation-${SECRET_ARN}-eeb681b1-a07d-4aeb-9b61-1ee6590ec295`,
    readOnly: false,
    ...changes,
  });
