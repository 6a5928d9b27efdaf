import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { tags } from './tags';

const staging = { account: '222233334444', region: 'eu-west-1' } as const;
const stagingUs = { account: '222233334444', region: 'us-east-1' } as const;

/** The secrets of shared-staging that have a part in SEED.md. */
export const sharedStaging: SecretSpec[] = [
  {
    ...staging,
    name: 'staging/payments/db',
    value: 'json',
    createdDaysAgo: 700,
    tags: tags('payments', 'staging'),
    functionName: 'rotate-postgres',
    rotation: { is: 'scheduled', every: 7 },
    readers: [
      { actor: 'ecs', who: 'payments-api', perDay: 3, by: 'arn' },
      { actor: 'personCli', who: 'omar@example.com', everyDays: 5 },
    ],
  },
  {
    ...staging,
    name: 'staging/payments/stripe-api-key',
    value: 'json',
    createdDaysAgo: 690,
    tags: tags('payments', 'staging'),
    customerKey: true,
    functionName: 'rotate-stripe',
    rotation: { is: 'scheduled', every: 90 },
    readers: [{ actor: 'lambda', who: 'charge', perDay: 2, by: 'arn' }],
  },
  {
    ...staging,
    name: 'staging/search/elastic-admin',
    value: 'json',
    createdDaysAgo: 420,
    tags: tags('search', 'staging'),
    functionName: 'rotate-elastic',
    rotation: { is: 'scheduled', every: 30, outcome: { failAt: 'setSecret' } },
    readers: [{ actor: 'ec2', who: 'indexer', perDay: 2, by: 'name' }],
  },
  {
    ...staging,
    name: 'staging/identity/jwt-signing',
    value: 'json',
    createdDaysAgo: 480,
    tags: tags('identity', 'staging'),
    functionName: 'rotate-jwt',
    rotation: { is: 'scheduled', every: 30, outcome: { hangAt: 'setSecret' } },
    readers: [{ actor: 'eks', who: 'auth-issuer', perDay: 3 }],
  },
  {
    ...staging,
    name: 'staging/web/app-config',
    value: 'json',
    createdDaysAgo: 200,
    tags: tags('web', 'staging'),
    rotation: { is: 'never' },
    readers: [{ actor: 'poller', who: 'external-secrets', perDay: 24, by: 'name' }],
  },
  {
    ...staging,
    name: 'legacy-smtp-password',
    value: 'text',
    createdDaysAgo: 1380,
    tags: [{ Key: 'owner', Value: 'ops' }],
    rotation: { is: 'off', daysAgo: 1204 },
    readers: [{ actor: 'user', who: 'mailer', perDay: 9, by: 'name' }],
  },
  {
    ...stagingUs,
    name: 'migration/old-warehouse',
    value: 'json',
    createdDaysAgo: 800,
    rotation: { is: 'never' },
    readers: [],
    lastReadDaysAgo: 300,
    deletion: true,
  },
  {
    ...stagingUs,
    name: 'prod/web/cdn-token',
    value: 'text',
    createdDaysAgo: 90,
    tags: tags('web', 'staging'),
    description: 'Named prod, tagged staging',
    rotation: { is: 'never' },
    readers: [{ actor: 'ci', who: 'deploy', perDay: 2, weekdays: true, by: 'name' }],
  },
];
