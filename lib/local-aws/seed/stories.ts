import type { SecretSpec } from './spec';
import type { Tag } from '@/lib/local-aws/world/secret';

const tags = (team?: string, environment?: string, more: Record<string, string> = {}): Tag[] =>
  Object.entries({ ...(team === undefined ? {} : { team }), ...(environment === undefined ? {} : { Environment: environment }), ...more }).map(([Key, Value]) => ({ Key, Value })); // prettier-ignore

const prod = { account: '111122223333', region: 'eu-west-1' } as const;
const prodUs = { account: '111122223333', region: 'us-east-1' } as const;
const staging = { account: '222233334444', region: 'eu-west-1' } as const;
const stagingUs = { account: '222233334444', region: 'us-east-1' } as const;
const dev = { account: '333344445555', region: 'eu-west-1' } as const;
const jana = { actor: 'person', who: 'jana@example.com' } as const;

const denyOutside = {
  Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*',
  Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333', '222233334444'] } },
}; // prettier-ignore
const letStagingRead = {
  Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222233334444:root' }, Action: 'secretsmanager:GetSecretValue', Resource: '*',
}; // prettier-ignore

/** The secrets with a part in SEED.md, in every world however small; the rest is made by rule (filler.ts). */
export const stories: SecretSpec[] = [
  { ...prod, name: 'prod/payments/db', value: 'json', createdDaysAgo: 820, tags: tags('payments', 'production'), description: 'Main database of payments', functionName: 'rotate-postgres', rotation: { is: 'scheduled', every: 30, rules: { ScheduleExpression: 'rate(30 days)', Duration: '2h' } }, readers: [{ actor: 'ecs', who: 'payments-api', perDay: 8, by: 'arn' }, { actor: 'lambda', who: 'refund-nightly', perDay: 1, hours: [2, 3], by: 'name' }, { actor: 'eks', who: 'finance-export', everyDays: 6, by: 'partial' }, { ...jana, everyDays: 9 }, { actor: 'ecs', who: 'web-staging', everyDays: 30, count: 14, denied: true, by: 'name' }] },
  { ...prod, name: 'prod/payments/stripe-api-key', value: 'json', createdDaysAgo: 900, tags: tags('payments', 'production'), customerKey: true, functionName: 'rotate-stripe', rotation: { is: 'failing', every: 30, daysAgo: 124, step: 'testSecret', outcome: {} }, readers: [{ actor: 'lambda', who: 'charge', perDay: 9, by: 'arn' }, { actor: 'eks', who: 'finance-export', everyDays: 6, by: 'arn' }, { ...jana, everyDays: 14, weekdays: true }] },
  { ...prod, name: 'prod/payments/paypal-webhook', value: 'text', createdDaysAgo: 410, tags: tags('payments', 'prod'), functionName: 'rotate-generic', rotation: { is: 'scheduled', every: 14, outcome: { failAt: 'finishSecret' } }, readers: [{ actor: 'lambda', who: 'webhooks', perDay: 4, by: 'name' }] },
  { ...prod, name: 'prod/payments/sepa-signing-key', value: 'binary', createdDaysAgo: 300, tags: tags('payments', 'production'), customerKey: true, rotation: { is: 'never' }, readers: [{ actor: 'ec2', who: 'sepa-gateway', perDay: 2, by: 'arn' }, { actor: 'root', who: 'payments-prod', everyDays: 90, by: 'arn' }] },
  { ...prod, name: 'prod/identity/jwt-signing', value: 'json', createdDaysAgo: 700, tags: tags('identity', 'production'), functionName: 'rotate-jwt', rotation: { is: 'overdue', every: 90, daysAgo: 102 }, readers: [{ actor: 'eks', who: 'auth-issuer', perDay: 5, by: 'arn' }, { actor: 'eks', who: 'auth-verifier', perDay: 3, by: 'arn' }], replicaIn: 'us-east-1' },
  { ...prodUs, name: 'prod/identity/github-oauth', value: 'json', createdDaysAgo: 640, tags: tags('identity', 'production'), functionName: 'rotate-generic', rotation: { is: 'off', daysAgo: 411 }, readers: [{ ...jana, everyDays: 30 }], policy: [denyOutside] },
  { ...prodUs, name: 'prod/search/elastic-admin', value: 'json', createdDaysAgo: 520, tags: tags('search', 'production'), functionName: 'rotate-elastic', rotation: { is: 'failing', every: 30, daysAgo: 33, step: 'setSecret' }, readers: [{ actor: 'ec2', who: 'indexer', perDay: 6, by: 'name' }, { actor: 'ci', who: 'deploy', perDay: 1, by: 'name' }] },
  { ...prod, name: 'prod/search/opensearch', value: 'json', createdDaysAgo: 260, tags: tags('search', 'prod'), functionName: 'rotate-elastic', rotation: { is: 'stuck', every: 30, daysAgo: 57 }, readers: [{ actor: 'ecs', who: 'indexer', perDay: 3 }] },
  { ...prod, name: 'prod/web/session-key', value: 'text', createdDaysAgo: 510, tags: tags('web', 'production'), functionName: 'rotate-generic', rotation: { is: 'scheduled', every: 30 }, readers: [{ actor: 'ecs', who: 'storefront', perDay: 7, by: 'name' }] },
  { ...prod, name: 'prod/web/smtp', value: 'json', createdDaysAgo: 333, tags: tags('web', 'production'), functionName: 'rotate-smtp', rotation: { is: 'failing', every: 30, daysAgo: 71, step: 'createSecret' }, readers: [{ actor: 'ecs', who: 'storefront', perDay: 1 }] },
  { ...prod, name: 'prod/shared/datadog-api-key', value: 'text', createdDaysAgo: 600, tags: tags('ops', 'production'), rotation: { is: 'never' }, readers: [{ actor: 'eks', who: 'datadog-agent', perDay: 6, by: 'arn' }, { actor: 'eks', who: 'datadog-agent', perDay: 2, by: 'arn', from: '222233334444' }], policy: [letStagingRead] },
  { ...prod, name: 'rds!cluster-7f21c0de-93ab-4c1f-8a3f-5d1e6b7a9042', value: 'json', createdDaysAgo: 240, description: 'The secret associated with the primary RDS DB cluster: arn:aws:rds:eu-west-1:111122223333:cluster:reports', tags: [{ Key: 'aws:rds:primaryDBClusterArn', Value: 'arn:aws:rds:eu-west-1:111122223333:cluster:reports' }, { Key: 'aws:secretsmanager:owningService', Value: 'rds' }], owningService: 'rds', rotation: { is: 'managed', every: 7 }, readers: [{ actor: 'ecs', who: 'reports', perDay: 4, by: 'arn' }] },
  { ...prod, name: 'prod/legacy/crm-password', value: 'text', createdDaysAgo: 1500, tags: tags('ops', 'production'), rotation: { is: 'never' }, readers: [], lastReadDaysAgo: 210, deletion: true },
  { ...prod, name: 'staging/payments/partner-sftp', value: 'json', createdDaysAgo: 150, tags: tags('payments', 'dev'), description: 'Named staging, tagged dev, in the production account', rotation: { is: 'never' }, readers: [{ actor: 'lambda', who: 'partner-import', perDay: 1 }] },
  { ...staging, name: 'staging/payments/db', value: 'json', createdDaysAgo: 700, tags: tags('payments', 'staging'), functionName: 'rotate-postgres', rotation: { is: 'scheduled', every: 7 }, readers: [{ actor: 'ecs', who: 'payments-api', perDay: 3, by: 'arn' }, { actor: 'personCli', who: 'omar@example.com', everyDays: 5 }] },
  { ...staging, name: 'staging/payments/stripe-api-key', value: 'json', createdDaysAgo: 690, tags: tags('payments', 'staging'), customerKey: true, functionName: 'rotate-stripe', rotation: { is: 'scheduled', every: 90 }, readers: [{ actor: 'lambda', who: 'charge', perDay: 2, by: 'arn' }] },
  { ...staging, name: 'staging/search/elastic-admin', value: 'json', createdDaysAgo: 420, tags: tags('search', 'staging'), functionName: 'rotate-elastic', rotation: { is: 'scheduled', every: 30, outcome: { failAt: 'setSecret' } }, readers: [{ actor: 'ec2', who: 'indexer', perDay: 2, by: 'name' }] },
  { ...staging, name: 'staging/identity/jwt-signing', value: 'json', createdDaysAgo: 480, tags: tags('identity', 'staging'), functionName: 'rotate-jwt', rotation: { is: 'scheduled', every: 30, outcome: { hangAt: 'setSecret' } }, readers: [{ actor: 'eks', who: 'auth-issuer', perDay: 3 }] },
  { ...staging, name: 'staging/web/app-config', value: 'json', createdDaysAgo: 200, tags: tags('web', 'staging'), rotation: { is: 'never' }, readers: [{ actor: 'poller', who: 'external-secrets', perDay: 24, by: 'name' }] },
  { ...staging, name: 'legacy-smtp-password', value: 'text', createdDaysAgo: 1380, tags: [{ Key: 'owner', Value: 'ops' }], rotation: { is: 'off', daysAgo: 1204 }, readers: [{ actor: 'user', who: 'mailer', perDay: 9, by: 'name' }] },
  { ...stagingUs, name: 'migration/old-warehouse', value: 'json', createdDaysAgo: 800, rotation: { is: 'never' }, readers: [], lastReadDaysAgo: 300, deletion: true },
  { ...stagingUs, name: 'prod/web/cdn-token', value: 'text', createdDaysAgo: 90, tags: tags('web', 'staging'), description: 'Named prod, tagged staging', rotation: { is: 'never' }, readers: [{ actor: 'ci', who: 'deploy', perDay: 2, weekdays: true, by: 'name' }] },
  { ...dev, name: 'dev/payments/db', value: 'json', createdDaysAgo: 680, tags: tags('payments', 'dev'), functionName: 'rotate-postgres', rotation: { is: 'scheduled', every: 7 }, readers: [{ actor: 'personCli', who: 'li@example.com', perDay: 2, weekdays: true, hours: [8, 17], by: 'name' }] },
  { ...dev, name: 'dev/payments/stripe-api-key', value: 'json', createdDaysAgo: 660, tags: tags('payments', 'dev'), rotation: { is: 'never' }, readers: [{ actor: 'personCli', who: 'omar@example.com', everyDays: 3, weekdays: true, by: 'name' }] },
  { ...dev, name: 'dev/search/elastic-admin', value: 'json', createdDaysAgo: 730, rotation: { is: 'never' }, readers: [] },
  { ...dev, name: 'playground', value: 'text', createdDaysAgo: 45, rotation: { is: 'never' }, readers: [{ actor: 'personCli', who: 'li@example.com', everyDays: 12 }] },
]; // prettier-ignore
