import { describe, expect, it } from 'vitest';
import type { SecretUser } from '@/lib/domain/ports/history-store';
import type { DeletionFacts } from './deletion-facts';
import { judgeDeletion } from './judge-deletion';
import { toRestoreCommand } from './restore-command';

const NOW = new Date('2026-06-01T12:00:00Z');
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

/** One who reads every five minutes, last `days` ago. */
const reader = (who: string, days: number, change: Partial<SecretUser> = {}): SecretUser => ({
  principal: { id: `arn:aws:iam::1:role/${who}`, type: 'role', accountId: '1', label: who },
  actorKind: 'workload',
  names: [],
  unnamed: true,
  firstAt: daysAgo(days + 30),
  lastAt: daysAgo(days),
  reads: 8640,
  medianIntervalSeconds: 300,
  failed: 0,
  denied: 0,
  refusedAt: null,
  ...change,
});
const tried = (who: string, change: Partial<SecretUser> = {}): SecretUser => ({
  ...reader(who, 1),
  reads: 0,
  firstAt: null,
  lastAt: null,
  medianIntervalSeconds: null,
  refusedAt: daysAgo(0.1),
  ...change,
});

const UNUSED: DeletionFacts = {
  secret: {
    region: 'eu-west-1',
    primaryRegion: null,
    replicas: [],
    owningService: null,
    lastAccessedOn: null,
    deletion: null,
    rotationEnabled: null,
    rotationLambdaArn: null,
  },
  users: [],
  history: 'whole',
  namesakes: [],
  foreign: false,
  now: NOW,
};
const judge = (change: Partial<DeletionFacts>, secret: Partial<DeletionFacts['secret']> = {}) => {
  const { verdict, sentence, checks } = judgeDeletion({
    ...UNUSED,
    ...change,
    secret: { ...UNUSED.secret, ...change.secret, ...secret },
  });
  return { verdict, sentence, ids: checks.map(({ id }) => id), checks };
};
const pending = (days: number | null) => ({
  deletion: { requestedAt: days === null ? null : daysAgo(days), endsAt: daysAgo(-7) },
});

describe('what would miss a secret', () => {
  it('is nothing where all of the time is known, and nobody read it', () => {
    expect(judge({})).toMatchObject({ verdict: 'unused', ids: ['no-readers', 'never-accessed'] });
    expect(judge({}, pending(3)).sentence).toMatch(/let it go/);
  });

  it.each<[string, Partial<DeletionFacts>, Partial<DeletionFacts['secret']>, string, string]>([
    ['a program that reads it', { users: [reader('api', 0.1)] }, {}, 'in-use', 'programs-read'],
    ['one that reads once a week', { users: [reader('weekly', 6)] }, {}, 'in-use', 'programs-read'],
    ['an AWS service', { users: [reader('rds', 1, { actorKind: 'aws-service' })] }, {}, 'in-use', 'programs-read'],
    ['who is not known', { users: [reader('x', 1, { actorKind: 'unknown' })] }, {}, 'in-use', 'programs-read'],
    ['one that fell silent', { users: [reader('quarterly', 45)] }, {}, 'unsure', 'programs-silent'],
    ['a person', { users: [reader('una', 2, { actorKind: 'person' })] }, {}, 'unsure', 'people-read'],
    [
      'a reveal in Keyledger',
      { users: [reader('us', 1, { actorKind: 'this-dashboard' })] },
      {},
      'unsure',
      'revealed-here',
    ],
    ['what nobody knows', { history: 'none' }, {}, 'unsure', 'history-not-covered'],
    ['what is known in part', { history: 'part' }, {}, 'unsure', 'history-not-covered'],
    ['what one may not see', { history: 'hidden' }, {}, 'unsure', 'history-hidden'],
    ['a service that manages it', {}, { owningService: 'rds', rotationEnabled: true }, 'in-use', 'managed'],
    ['its rotation', {}, { rotationEnabled: true }, 'unsure', 'rotates'],
    ['its being a replica', {}, { primaryRegion: 'us-east-1' }, 'unsure', 'replica'],
    ['an access that nothing explains', {}, { lastAccessedOn: '2026-05-30' }, 'unsure', 'access-not-explained'],
    ['another of its name', { namesakes: [{ accountName: 'prod', region: 'eu-west-1' }] }, {}, 'unsure', 'namesakes'],
  ])('is told of %s', (_, change, secret, verdict, id) => {
    const judged = judge(change, secret);
    expect(judged.verdict).toBe(verdict);
    expect(judged.ids).toContain(id);
    expect(judged.ids).not.toContain(change.users || change.history ? 'no-readers' : '');
  });

  it('is not its rotation function, where all that it did was that function', () => {
    const rotationLambdaArn = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-it';
    const rotation = reader('rotate', 1, { names: ['lambda rotate-it'], unnamed: false });
    expect(judge({ users: [rotation] }, { rotationLambdaArn })).toMatchObject({
      verdict: 'unused',
      ids: ['no-readers'],
    });
    const others: [SecretUser, string | null][] = [
      [rotation, null],
      [{ ...rotation, unnamed: true }, rotationLambdaArn],
      [{ ...rotation, names: ['lambda api', 'lambda rotate-it'] }, rotationLambdaArn],
    ];
    for (const [user, arn] of others)
      expect(judge({ users: [user] }, { rotationLambdaArn: arn }).ids).toContain('programs-read');
  });

  it('names a few, and says how many more', () => {
    const users = ['a', 'b', 'c', 'd', 'e'].map((who) => reader(who, 1));
    const [check] = judge({ users }).checks;
    expect(check?.message).toBe('5 programs read it, and would fail: a, b, c and 2 more.');
  });

  it('has replicas first in its way', () => {
    const replica = {
      region: 'us-east-1',
      status: 'InSync',
      statusMessage: null,
      kmsKeyId: null,
      lastAccessedOn: null,
    };
    expect(judge({}, { replicas: [replica] })).toMatchObject({
      verdict: 'in-use',
      checks: [{ id: 'replicated', level: 'breaks', message: expect.stringContaining('us-east-1') }, {}, {}],
    });
  });

  it('is explained by a known reader of that day, and is old news before the ninety days', () => {
    expect(judge({ users: [reader('api', 1)] }, { lastAccessedOn: '2026-05-31' }).ids).not.toContain(
      'access-not-explained',
    );
    expect(judge({}, { lastAccessedOn: '2025-12-01' })).toMatchObject({ verdict: 'unused' });
    // An endpoint that is not AWS need not keep the date.
    expect(judge({ foreign: true }).ids).not.toContain('never-accessed');
  });
});

describe('of one whose deletion is pending', () => {
  it('a read that was refused says: restore it', () => {
    const judged = judge({ users: [tried('api', { failed: 12 })] }, pending(3));
    expect(judged).toMatchObject({ verdict: 'in-use', sentence: expect.stringMatching(/^Restore it/) });
    expect(judged.checks[0]?.message).toBe(
      'Since its deletion was asked for 12 reads of programs have been refused: api.',
    );
  });

  it('whom IAM denies misses it where they had it before, and a person who looks is asked', () => {
    expect(judge({ users: [tried('stranger', { denied: 9 })] }, pending(3)).verdict).toBe('unused');
    expect(judge({ users: [reader('api', 4, { denied: 9, refusedAt: NOW })] }, pending(3)).ids).toContain(
      'reads-refused',
    );
    const person = judge({ users: [tried('una', { actorKind: 'person', failed: 1 })] }, pending(3));
    expect(person).toMatchObject({ verdict: 'unsure', ids: ['people-refused', 'no-readers', 'never-accessed'] });
  });

  it('who read until then and never tried again has stopped, where that would be known', () => {
    const users = [reader('api', 3)];
    expect(judge({ users }, pending(3)).ids).toContain('programs-stopped');
    expect(judge({ users: [reader('api', 3, { failed: 1 })] }, pending(3)).ids).toContain('programs-read');
    expect(judge({ users, history: 'part' }, pending(3)).verdict).toBe('in-use');
    // Not since long enough; nor where nobody tells when it was asked for.
    expect(judge({ users: [reader('api', 0.1)] }, pending(0.1)).ids).toContain('programs-read');
    expect(judge({ users }, pending(null)).ids).toContain('programs-read');
    const seldom = [reader('seldom', 3, { reads: 2, medianIntervalSeconds: null })];
    expect(judge({ users: seldom }, pending(3)).ids).toContain('programs-read');
  });
});

it.each([
  ['arn:aws:secretsmanager:eu-west-1:1:secret:a/b-AbCdEf', 'arn:aws:secretsmanager:eu-west-1:1:secret:a/b-AbCdEf'],
  ["arn:x:$(id);'\n", String.raw`'arn:x:$(id);'\''` + "\n'"],
])('the command that restores it takes %j for one word', (arn, word) => {
  expect(toRestoreCommand({ arn, region: 'eu-west-1' })).toBe(
    `aws secretsmanager restore-secret --region eu-west-1 --secret-id ${word}`,
  );
});
