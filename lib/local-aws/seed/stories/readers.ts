import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { dev, prodUs, stagingUs } from './places';
import { tags } from './tags';

/** Secrets that are there for those who read them. */
export const readers: SecretSpec[] = [
  {
    ...prodUs,
    name: 'prod/identity/ldap-bind',
    value: 'json',
    createdDaysAgo: 870,
    tags: tags('identity', 'production'),
    rotation: { is: 'off', daysAgo: 389 },
    functionName: 'rotate-generic',
    readers: [
      { actor: 'ec2', who: 'directory-sync', perDay: 1, by: 'arn' },
      { actor: 'adminConsole', who: 'ines@example.com', everyDays: 11, weekdays: true },
      { actor: 'dbaCli', who: 'noor@example.com', everyDays: 17 },
      { actor: 'securityAudit', who: 'vera@example.com', everyDays: 7, denied: true },
      { actor: 'breakGlass', who: 'jana@example.com', everyDays: 120, phase: 30 },
    ],
  },
  {
    ...prodUs,
    name: 'prod/warehouse/export-bucket-key',
    value: 'json',
    createdDaysAgo: 310,
    tags: tags('search', 'production'),
    rotation: { is: 'scheduled', every: 90 },
    functionName: 'rotate-generic',
    readers: [{ actor: 'lambda', who: 'export', redeployed: 25, perDay: 1, by: 'arn' }],
  },
  {
    ...prodUs,
    name: 'prod/web/support-portal',
    value: 'oauth',
    createdDaysAgo: 205,
    tags: tags('web', 'production'),
    rotation: { is: 'never' },
    readers: [{ actor: 'federated', who: 'support-agent-17', everyDays: 5, weekdays: true, by: 'arn' }],
  },
  {
    ...prodUs,
    name: 'prod/identity/session-jwks',
    value: 'json',
    createdDaysAgo: 400,
    tags: tags('identity', 'production'),
    functionName: 'rotate-jwt',
    rotation: { is: 'scheduled', every: 30 },
    readers: [
      { actor: 'pod', who: 'session-issuer', perDay: 2, by: 'arn' },
      { actor: 'pod', who: 'session-verifier', perDay: 2, by: 'arn', version: 'AWSPREVIOUS' },
    ],
  },
  {
    ...prodUs,
    name: 'prod/web/analytics-write-key',
    value: 'text',
    createdDaysAgo: 610,
    tags: tags('web', 'production'),
    functionName: 'rotate-generic',
    rotation: { is: 'off', daysAgo: 150 },
    readers: [
      { actor: 'ecs', who: 'storefront', perDay: 1, by: 'name' },
      { actor: 'codebuild', who: 'mobile-release', everyDays: 4, by: 'arn', version: 'pinned' },
    ],
  },
  {
    ...dev,
    name: 'dev/platform/build-cache',
    value: 'json',
    createdDaysAgo: 760,
    tags: tags('ops', 'dev'),
    rotation: { is: 'never' },
    readers: [{ actor: 'user', who: 'ci-legacy', perDay: 2, by: 'name' }],
  },
  {
    ...stagingUs,
    name: 'staging/notifications/push-gateway',
    value: 'json',
    createdDaysAgo: 240,
    tags: tags('web', 'staging'),
    rotation: { is: 'never' },
    readers: [{ actor: 'poller', who: 'external-secrets', perDay: 3, by: 'name' }],
  },
];
