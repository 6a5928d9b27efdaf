import { describe, expect, test } from 'vitest';
import type { Reader } from './ports/history-store';
import { planPreflight } from './preflight';
import type { PreflightFacts, Sibling } from './preflight-facts';
import type { RotationStep } from './rotation-state';
import { observedSecret } from './testing/observed-secret';

const NOW = new Date('2026-11-20T12:00:00Z');
const prod = { value: 'prod', source: 'tag env=prod', disagrees: [] };
const staging = { value: 'staging', source: 'tag env=staging', disagrees: [] };
const healthy = { state: 'healthy', reason: '', since: null, step: null, recheckAt: null } as const;

const reader = (changes: Partial<Reader> = {}): Reader => ({
  principal: { id: 'arn:aws:iam::111122223333:role/api', type: 'role', accountId: '111122223333', label: 'api' },
  actorKind: 'workload',
  who: null,
  firstAt: new Date('2026-10-21T12:00:00Z'),
  lastAt: new Date('2026-11-20T11:58:00Z'),
  reads: 8000,
  ofPeople: 0,
  isShared: false,
  medianIntervalSeconds: 300,
  p95IntervalSeconds: 420,
  client: null,
  sourceAddress: null,
  lastVersionId: null,
  lastVersionStage: null,
  ...changes,
});
const sibling = (changes: Partial<Sibling> = {}): Sibling => ({
  name: 'staging/payments/db',
  environment: staging,
  rotation: healthy,
  lastRotatedAt: new Date('2026-11-10T00:00:00Z'),
  createdAt: new Date('2026-01-10T00:00:00Z'),
  ...changes,
});
const plan = (changes: Partial<PreflightFacts> = {}) =>
  planPreflight({
    secret: observedSecret(),
    environment: prod,
    rotation: healthy,
    hasRole: true,
    readers: [reader()],
    historyCovered: true,
    siblings: [sibling()],
    activeRun: null,
    foreign: false,
    now: NOW,
    ...changes,
  });
const ids = (changes: Partial<PreflightFacts>, level: string): string[] =>
  plan(changes).checks.flatMap((check) => (check.level === level ? [check.id] : []));

test('where all is well everything reassures', () => {
  expect(plan().checks.map(({ id, level }) => `${level} ${id}`)).toEqual([
    'reassuring configured',
    'reassuring no-pending',
    'reassuring readers-quick',
    'reassuring lower-environment-rotated',
  ]);
});

describe('it is blocked where', () => {
  test.each<[string, Partial<PreflightFacts>, string[]]>([
    ['rotation was never configured', { secret: observedSecret({ rotationEnabled: null }) }, ['not-configured']],
    ['there is no function', { secret: observedSecret({ rotationLambdaArn: null }) }, ['no-function']],
    ['it is a replica', { secret: observedSecret({ primaryRegion: 'us-east-1' }) }, ['replica']],
    ['it is pending deletion', { secret: observedSecret({ deletedAt: NOW }) }, ['pending-deletion']],
    [
      'another version is pending',
      { secret: observedSecret({ versionStages: { a: ['AWSPENDING'], b: ['AWSCURRENT'] } }) },
      ['pending-elsewhere'],
    ],
    [
      'a run is in progress',
      { activeRun: { startedBy: { id: 'x', name: 'ana' }, startedAt: NOW } },
      ['run-in-progress'],
    ],
    ['nothing stands in the way', {}, []],
    [
      'AWS rotates it itself: not',
      { secret: observedSecret({ type: 'GitLabAccessToken', rotationLambdaArn: null }) },
      [],
    ],
  ])('%s', (_why, changes, expected) => expect(ids(changes, 'blocking')).toEqual(expected));

  test('a version is pending, and nobody knows whether its rotation still runs: clearing it comes after that', () => {
    const secret = observedSecret({ versionStages: { a: ['AWSPENDING'], b: ['AWSCURRENT'] } });
    const said = (state: 'stuck' | 'unknown' | 'failing', step: RotationStep | null = null) =>
      plan({ secret, rotation: { ...healthy, state, step } }).checks[0]?.message;
    expect(said('failing', 'createSecret')).toMatch(/^Version a is pending: clear the pending label first/);
    // From setSecret on the label may be all that names the value that works.
    for (const step of ['setSecret', 'testSecret', 'finishSecret', null] as const)
      expect(said('failing', step)).toMatch(/^Version a is pending: see first whether the other system has its value/);
    expect(said('stuck')).toMatch(/^Version a is pending: see first whether the other system has its value/);
    expect(said('unknown')).toMatch(/^Version a is pending: whether its rotation still runs is unknown/);
  });

  test('several things do, all of them are told, first of all', () => {
    const secret = observedSecret({ rotationEnabled: null, deletedAt: NOW });
    expect(ids({ secret }, 'blocking')).toEqual(['not-configured', 'pending-deletion']);
    expect(plan({ secret, historyCovered: false }).checks[0]?.level).toBe('blocking');
  });
});

describe('it warns where', () => {
  const failing = { ...healthy, state: 'failing' } as const;
  const failedReplica = {
    region: 'us-east-1',
    kmsKeyId: null,
    status: 'Failed',
    statusMessage: null,
    lastAccessedOn: null,
  };
  test.each<[string, Partial<PreflightFacts>, string[]]>([
    [
      'another service manages it',
      { secret: observedSecret({ owningService: 'rds', rotationLambdaArn: null }) },
      ['managed-by-service'],
    ],
    ['rotation is turned off', { secret: observedSecret({ rotationEnabled: false }) }, ['rotation-off']],
    ['history is not covered', { historyCovered: false, readers: [] }, ['history-not-covered']],
    ['a reader fetches daily', { readers: [reader({ medianIntervalSeconds: 86_400 })] }, ['readers-slow']],
    ['a reader fetches at start', { readers: [reader({ medianIntervalSeconds: 2, reads: 40 })] }, ['readers-at-start']],
    [
      'one fetches at start, and another daily',
      {
        readers: [
          reader({ medianIntervalSeconds: 86_400, who: 'a' }),
          reader({ medianIntervalSeconds: 2, reads: 40, who: 'b' }),
        ],
      },
      ['readers-at-start', 'readers-slow'],
    ],
    [
      'a reader fetches often, but not by night',
      { readers: [reader({ p95IntervalSeconds: 32_400 })] },
      ['readers-slow'],
    ],
    ['of a reader the longest gaps are not known', { readers: [reader({ p95IntervalSeconds: null })] }, []],
    ['a reader fetched once', { readers: [reader({ medianIntervalSeconds: null, reads: 1 })] }, ['readers-slow']],
    ['a reader has stopped', { readers: [reader({ lastAt: new Date('2026-11-10T00:00:00Z') })] }, ['readers-slow']],
    [
      'an unknown one reads seldom',
      { readers: [reader({ actorKind: 'unknown', reads: 2, medianIntervalSeconds: null })] },
      ['readers-slow'],
    ],
    [
      'an endpoint that is not AWS may rotate without a function',
      { foreign: true, secret: observedSecret({ rotationLambdaArn: null }) },
      ['no-function'],
    ],
    ['a replica fails', { secret: observedSecret({ replicas: [failedReplica] }) }, ['replica-failed']],
    ['there is no lower environment', { siblings: [] }, ['no-lower-environment']],
    ['only a higher one is there', { environment: staging, siblings: [sibling({ environment: prod })] }, []],
    [
      'the lower one was never rotated',
      { siblings: [sibling({ lastRotatedAt: null })] },
      ['lower-environment-never-rotated'],
    ],
    [
      'an endpoint without dates does not tell whether the lower one ever was',
      { siblings: [sibling({ lastRotatedAt: null, createdAt: null })] },
      ['lower-environment-unknown'],
    ],
    [
      'an endpoint that is not AWS shows no labels',
      { foreign: true, secret: observedSecret({ versionStages: null }) },
      ['pending-unknown'],
    ],
    ['AWS shows none, as of a secret without a value: not', { secret: observedSecret({ versionStages: null }) }, []],
    [
      'the last rotation of the lower one failed, and its label was cleared',
      { siblings: [sibling({ lastFailedAt: new Date('2026-11-19T00:00:00Z') })] },
      ['lower-environment-failing'],
    ],
    [
      'it failed before it was rotated: not',
      { siblings: [sibling({ lastFailedAt: new Date('2026-11-09T00:00:00Z') })] },
      [],
    ],
    ['the lower one fails', { siblings: [sibling(), sibling({ rotation: failing })] }, ['lower-environment-failing']],
    [
      'an environment of another name stands below prod',
      { siblings: [sibling({ environment: { ...staging, value: 'blue' } })] },
      [],
    ],
    [
      'the sibling only claims to be lower',
      { siblings: [sibling({ environment: { ...staging, disagrees: [prod] } })] },
      ['no-lower-environment'],
    ],
  ])('%s', (_why, changes, expected) => expect(ids(changes, 'warning')).toEqual(expected));
});

test('consumers: those who may break come first, each with what it means', () => {
  const readers = [
    reader({ who: 'lambda rotate-db', reads: 3, medianIntervalSeconds: null }),
    reader({ actorKind: 'person', who: 'ana', reads: 1, medianIntervalSeconds: null }),
    reader({ actorKind: 'this-dashboard', who: 'ana' }),
    reader({ who: 'ecs checkout' }),
    reader({ who: 'ec2 batch', medianIntervalSeconds: 86_400, lastAt: new Date('2026-11-20T03:00:00Z') }),
  ];
  const { consumers, checks } = plan({ readers });
  expect(consumers.map(({ who, cadence, meaning }) => `${who}, ${cadence}: ${meaning}`)).toEqual([
    'ec2 batch, daily: Fetches it daily: keeps the old value until then.',
    'ecs checkout, every 5 min: Fetches it every 5 min: picks the new value up by itself.',
    'lambda rotate-db, 3 times: The rotation function itself.',
    'ana, once: A person: has to read it again to have the new value.',
    'ana, every 5 min: A reveal in Keyledger.',
  ]);
  expect(Object.keys(consumers[0] ?? {})).toEqual(['who', 'actorKind', 'lastAt', 'cadence', 'within', 'meaning']);
  expect(consumers[1]?.within).toBe('7 min');
  expect(checks.find(({ id }) => id === 'readers-slow')?.message).toBe(
    'May go on with the old value and break: ec2 batch.',
  );
});

test('no readers are reassuring only where history is covered', () => {
  expect(ids({ readers: [] }, 'reassuring')).toContain('no-readers');
  expect(ids({ readers: [], historyCovered: false }, 'reassuring')).not.toContain('no-readers');
});

test('who reads often by day alone is told with its longest gap', () => {
  const [consumer] = plan({ readers: [reader({ p95IntervalSeconds: 32_400 })] }).consumers;
  expect(consumer).toMatchObject({
    cadence: 'every 5 min',
    within: '9 h',
    meaning: 'Fetches it every 5 min, but now and then only after 9 h: may keep the old value for so long.',
  });
});
