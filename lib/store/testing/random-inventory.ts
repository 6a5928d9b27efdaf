import 'server-only';
import fc from 'fast-check';
import type { AnnotationFields } from '@/lib/domain/annotation';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { MATRIX_PARTS } from '@/lib/domain/ports/inventory-matrix';
import {
  INVENTORY_SORTS,
  type AgeFilter,
  type GroupBy,
  type Grouping,
  type InventoryFilter,
} from '@/lib/domain/ports/inventory-store';
import type { ReadBy } from '@/lib/domain/ports/read-by';
import type { RotationRules } from '@/lib/domain/secret';
import type { RotationState } from '@/lib/domain/rotation-state';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { makePrincipal } from './make-event';
import { daysAgo, makeScope, makeSecret } from './make-secret';
import { pair, sight } from './random-sight';

export const SCOPES = [
  makeScope('111122223333', 'eu-west-1', 'payments-prod'),
  makeScope('111122223333', 'us-east-1', 'payments-prod'),
  makeScope('222233334444', 'eu-west-1', 'shared'),
];
const [HOME, AWAY] = SCOPES;

/** Who reads where nothing else is said. */
const READER = toPrincipalKey(makePrincipal('payments-api').id);

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const age = some<AgeFilter>('never', 'unknown', { olderThanDays: 30 }, { olderThanDays: 33 }, { youngerThanDays: 12 });
const toTags = (pairs: { key: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

const every = (automaticallyAfterDays: number | null, scheduleExpression: string | null): RotationRules => ({
  automaticallyAfterDays,
  scheduleExpression,
  duration: null,
});

const told = (at: string) => ({ region: at, kmsKeyId: null, status: null, statusMessage: null, lastAccessedOn: null });

const secretOf = fc
  .record({
    number: fc.nat(11),
    scope: fc.nat(2),
    prefix: some('prod/', 'prod/payments/', 'dev/', '/', 'Ümlaut/', '😀/\uffe6/', ''),
    environment: some('prod', 'dev', 'unknown'),
    service: some('payments', 'search', null),
    state: some<RotationState>('healthy', 'failing', 'off'),
    tags: fc.array(pair, { maxLength: 3 }).map(toTags),
    description: some(null, 'A 100% Database', 'emoji 🗝', 'İstanbul', 'ΟΔΟΣΣ ός'),
    kmsKeyId: some(null, 'k1', 'alias/aws/secretsmanager'),
    owningService: some(null, null, 'rds'),
    type: some(null, 'rds', 'GitLabAccessToken'),
    pending: fc.boolean(),
    changed: some(5, 20, 60),
    next: some(null, -3, -30),
    // The eighth is the day of twelve days ago, of which a part is.
    seen: some(null, '2026-11-18', '2026-11-08', '2026-11-07', '2026-10-01', '2025-01-01'),
    isReplica: fc.boolean(),
    replicas: some([], [told('us-east-1')], [told('ap-south-1')]),
    versionStages: some<Record<string, string[]> | null>({ v1: ['AWSCURRENT'] }, {}, null),
    rotationEnabled: some(null, false, true),
    rotationRules: some(null, every(30, null), every(30, 'rate(30 days)'), every(null, 'rate(10 days)')),
  })
  .map(({ number, scope, prefix, state, pending, changed, next, seen, isReplica, ...given }): DecidedSecret => {
    const { accountId, region } = SCOPES[scope] ?? makeScope();
    return makeSecret({
      ...given,
      accountId,
      region,
      name: `${prefix}${number}`,
      rotation: { state, since: daysAgo(changed) },
      createdAt: daysAgo(90),
      lastChangedAt: daysAgo(changed),
      nextRotationAt: next === null ? null : daysAgo(next),
      lastAccessedOn: seen,
      deletedAt: pending ? daysAgo(1) : null,
      primaryRegion: isReplica && region === AWAY?.region ? (HOME?.region ?? null) : null,
    });
  });

export type Change =
  | { kind: 'listing'; scope: number; secrets: DecidedSecret[] }
  | { kind: 'described'; secret: DecidedSecret }
  | { kind: 'reads'; secrets: DecidedSecret[]; days: number; covered: boolean }
  | { kind: 'configured'; scopes: number }
  | { kind: 'emptied' }
  | { kind: 'annotated'; target: { secret: DecidedSecret } | { prefix: string }; fields: AnnotationFields };

const fields: fc.Arbitrary<AnnotationFields> = fc.record({
  owner: some(null, null, 'payments', 'Ärzte'),
  note: some(null, null, 'see the DATABASE', 'Ä_'),
  runbook: some(null, 'https://example.com/', 'https://example.com/Prod-DB#%C3%84_'),
});

export const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: some('listing' as const),
      scope: fc.nat(2),
      secrets: fc.array(secretOf, { maxLength: 8 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: some('described' as const), secret: secretOf }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: some('reads' as const),
      secrets: fc.array(secretOf, { maxLength: 3 }),
      days: some(1, 20, 40),
      covered: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: some('configured' as const), scopes: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: some('emptied' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: some('annotated' as const),
      target: fc.oneof(
        secretOf.map((secret) => ({ secret })),
        some('prod/', 'prod/payments/', 'prod', 'p', 'Ümlaut/', '/', '😀').map((prefix) => ({ prefix })),
      ),
      fields,
    }),
  },
);

const grouping = some<Grouping>('service', { tag: 'team' }, { tag: '__proto__' }, { tag: 'nowhere' });
const anyFilter: fc.Arbitrary<InventoryFilter> = fc.record({
  env: fc.array(some('prod', 'dev', 'nowhere'), { maxLength: 2 }),
  account: fc.array(some('111122223333', '9'), { maxLength: 1 }),
  region: fc.array(some('eu-west-1', 'us-east-1', 'x'), { maxLength: 2 }),
  state: fc.array(some<RotationState>('healthy', 'failing'), { maxLength: 2 }),
  service: fc.array(some('payments', 'search'), { maxLength: 1 }),
  owner: fc.array(some('payments', '', 'Ärzte'), { maxLength: 2 }),
  owningService: fc.array(some('rds', 'GitLabAccessToken', 'none'), { maxLength: 2 }),
  key: fc.array(some('k1', 'aws/secretsmanager'), { maxLength: 1 }),
  tags: fc.array(pair, { maxLength: 3 }),
  q: some('', '%', '_', 'Ä', 'prod', 'İ', '🗝', '1\n', 'database', 'PROD-db#%c3', 'οδος', 'Σ'),
  valueAge: fc.array(age, { maxLength: 2 }),
  lastRead: fc.array(age, { maxLength: 2 }),
  readBy: some<ReadBy>(
    { principal: READER },
    { principal: READER, since: '2026-11-10' },
    { principal: 'A'.repeat(22) },
  ),
  nextRotation: some(...[400, 30, 0].map((ago) => ({ after: daysAgo(ago), until: daysAgo(ago - 40) }))),
  pending: some('exclude' as const, 'include' as const, 'only' as const),
  prefix: some('', 'prod/', 'prod', 'Ümlaut/', 'prod/payments/1', '/'),
  below: some('include' as const, 'exclude' as const),
  without: fc.array(grouping, { maxLength: 2 }),
});
const NAMES = [
  'env',
  'account',
  'region',
  'state',
  'service',
  'owner',
  'owningService',
  'key',
  'tags',
  'q',
  'valueAge',
  'lastRead',
  'readBy',
  'nextRotation',
  'pending',
  'prefix',
  'below',
  'without',
] as const;
const filter = fc
  .tuple(anyFilter, fc.subarray([...NAMES], { maxLength: 3 }))
  .map(([all, chosen]): InventoryFilter => Object.fromEntries(chosen.map((name) => [name, all[name]])));
export const question = fc.record({
  sight,
  filter,
  sort: some(...INVENTORY_SORTS),
  order: some('asc' as const, 'desc' as const),
  limit: some(1, 3, 50),
  only: some(...MATRIX_PARTS),
  groups: fc.record({
    by: some<GroupBy>('path', 'path', 'service', 'env', { tag: 'team' }, { tag: '__proto__' }),
    under: some('', 'prod/', '/', '😀/', 'nowhere/'),
  }),
});
