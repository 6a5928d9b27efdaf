import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { tags } from './tags';

const dev = { account: '333344445555', region: 'eu-west-1' } as const;

/** The secrets of sandbox that have a part in SEED.md. */
export const sandbox: SecretSpec[] = [
  {
    ...dev,
    name: 'dev/payments/db',
    value: 'json',
    createdDaysAgo: 680,
    tags: tags('payments', 'dev'),
    functionName: 'rotate-postgres',
    rotation: { is: 'scheduled', every: 7 },
    readers: [{ actor: 'personCli', who: 'li@example.com', perDay: 2, weekdays: true, hours: [8, 17], by: 'name' }],
  },
  {
    ...dev,
    name: 'dev/payments/stripe-api-key',
    value: 'json',
    createdDaysAgo: 660,
    tags: tags('payments', 'dev'),
    rotation: { is: 'never' },
    readers: [{ actor: 'personCli', who: 'omar@example.com', everyDays: 3, weekdays: true, by: 'name' }],
  },
  {
    ...dev,
    name: 'dev/search/elastic-admin',
    value: 'json',
    createdDaysAgo: 730,
    rotation: { is: 'never' },
    readers: [],
  },
  {
    ...dev,
    name: 'playground',
    value: 'text',
    createdDaysAgo: 45,
    rotation: { is: 'never' },
    readers: [{ actor: 'personCli', who: 'li@example.com', everyDays: 12 }],
  },
];
