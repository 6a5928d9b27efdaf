import type { ObservedSecret } from '@/lib/domain/secret';

/** A secret that rotates every 30 days by a function, last on 1 November 2026; nothing pending. */
export const observedSecret = (changes: Partial<ObservedSecret> = {}): ObservedSecret => ({
  arn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/payments/db-AbC123',
  name: 'prod/payments/db',
  accountId: '111122223333',
  region: 'eu-west-1',
  description: null,
  kmsKeyId: null,
  tags: {},
  rotationEnabled: true,
  rotationLambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-db',
  rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null, duration: null },
  lastRotatedAt: new Date('2026-11-01T00:10:00Z'),
  nextRotationAt: new Date('2026-12-01T00:00:00Z'),
  lastChangedAt: new Date('2026-11-01T00:10:00Z'),
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastAccessedOn: '2026-11-19',
  deletedAt: null,
  owningService: null,
  primaryRegion: null,
  type: null,
  versionStages: { new: ['AWSCURRENT', 'AWSPENDING'], old: ['AWSPREVIOUS'] },
  replicas: null,
  ...changes,
});
