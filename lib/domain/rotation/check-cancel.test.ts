import { describe, expect, it } from 'vitest';
import type { ObservedSecret } from '@/lib/domain/secret';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { checkCancel } from './check-cancel';

const replica = { primaryRegion: 'us-east-1' };
const managed = { owningService: 'rds' };
const deleted = { deletedAt: new Date('2026-11-20T12:00:00Z') };

describe('checkCancel', () => {
  it.each<[string, Partial<ObservedSecret>, string[]]>([
    ['that is well', {}, []],
    ['with a version that is pending', { versionStages: { new: ['AWSPENDING'], old: ['AWSCURRENT'] } }, []],
    ['whose labels are not told', { versionStages: null }, []],
    ['that is a primary with replicas', { primaryRegion: 'eu-west-1' }, []],
    ['of a partner, without a function', { type: 'SalesforceClientSecret', rotationLambdaArn: null }, []],
    ['that was never configured', { rotationEnabled: null }, ['not-configured']],
    ['that is off already', { rotationEnabled: false }, ['rotation-off']],
    ['that is a replica', replica, ['replica']],
    ['that is a replica, and off', { ...replica, rotationEnabled: false }, ['replica']],
    ['that a service manages', managed, ['managed-by-service']],
    ['that a service manages, and off', { ...managed, rotationEnabled: false }, ['managed-by-service']],
    ['pending deletion', deleted, ['pending-deletion']],
    ['pending deletion, and off', { ...deleted, rotationEnabled: false }, ['rotation-off', 'pending-deletion']],
  ])('of one %s', (_, change, blocked) => {
    const checks = checkCancel(observedSecret(change));
    expect(checks.map(({ id }) => id)).toEqual(blocked);
    for (const { level } of checks) expect(level).toBe('blocking');
  });

  it('names whose it is', () => {
    expect(checkCancel(observedSecret(replica))[0]?.message).toContain('us-east-1');
    expect(checkCancel(observedSecret(managed))[0]?.message).toContain('rds');
  });
});
