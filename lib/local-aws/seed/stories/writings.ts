import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { dev, devUs, prodUs, stagingUs } from './places';
import { tags } from './tags';

/** One logical secret under three ways of writing its name, and names and tags that say little or contradict. */
export const writings: SecretSpec[] = [
  {
    ...prodUs,
    name: 'notifications-twilio-prod',
    value: 'json',
    createdDaysAgo: 560,
    tags: tags('web', 'production'),
    rotation: { is: 'overdue', every: 60, daysAgo: 81 },
    functionName: 'rotate-generic',
    readers: [{ actor: 'ecs', who: 'notifier', perDay: 1, by: 'name' }],
  },
  {
    ...stagingUs,
    name: '/stg/notifications/twilio',
    value: 'json',
    createdDaysAgo: 430,
    tags: [{ Key: 'owner', Value: 'web' }],
    rotation: { is: 'never' },
    readers: [{ actor: 'ecs', who: 'notifier', everyDays: 2, by: 'name' }],
  },
  {
    ...dev,
    name: 'dev/notifications/twilio',
    value: 'json',
    createdDaysAgo: 420,
    tags: tags('web', 'dev'),
    rotation: { is: 'never' },
    readers: [],
    lastReadDaysAgo: 131,
  },
  {
    ...prodUs,
    name: 'integrations/hubspot',
    value: 'oauth',
    createdDaysAgo: 390,
    tags: tags('web'),
    description: 'Only its account says prod',
    rotation: { is: 'never' },
    readers: [{ actor: 'lambda', who: 'crm-sync', perDay: 1, by: 'arn' }],
  },
  {
    ...stagingUs,
    name: 'integrations/hubspot',
    value: 'oauth',
    createdDaysAgo: 385,
    rotation: { is: 'never' },
    readers: [{ actor: 'lambda', who: 'crm-sync', everyDays: 3, by: 'arn' }],
  },
  {
    ...stagingUs,
    name: 'uat/checkout/gateway',
    value: 'json',
    createdDaysAgo: 210,
    tags: tags('payments', 'production'),
    description: 'Named uat, tagged production',
    rotation: { is: 'off', daysAgo: 95 },
    functionName: 'rotate-generic',
    readers: [{ actor: 'ecs', who: 'gateway', perDay: 1, by: 'name' }],
  },
  {
    ...devUs,
    name: 'reportingServiceDbPassword',
    value: 'text',
    createdDaysAgo: 980,
    rotation: { is: 'never' },
    readers: [],
    lastReadDaysAgo: 402,
  },
];
