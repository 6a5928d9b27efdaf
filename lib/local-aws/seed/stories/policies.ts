import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { partnerAccount, prodUs, stagingUs, strangersAccount } from './places';
import { tags } from './tags';

const allow = (principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'secretsmanager:GetSecretValue',
  Resource: '*',
  ...more,
});
const inOrganization = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-4k2m9x7q1d' } } };
const onlyLegacyAdmin = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy', 'secretsmanager:DeleteSecret'], // prettier-ignore
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/legacy-admin' } },
};

/** Who is let in, and who is kept out, by the secret's own policy. */
export const policies: SecretSpec[] = [
  {
    ...stagingUs,
    name: 'staging/web/preview-token',
    value: 'text',
    createdDaysAgo: 160,
    tags: tags('web', 'staging'),
    description: 'Lets branch previews through the gate',
    rotation: { is: 'never' },
    readers: [
      { actor: 'githubRepo', who: 'storefront', perDay: 1, weekdays: true, by: 'name' },
      { actor: 'user', who: 'scraper', everyDays: 6, from: strangersAccount, by: 'arn' },
    ],
    policy: [allow('*')],
  },
  {
    ...prodUs,
    name: 'prod/shared/artifact-mirror',
    value: 'json',
    createdDaysAgo: 350,
    tags: tags('ops', 'production'),
    rotation: { is: 'never' },
    readers: [{ actor: 'codebuild', who: 'base-images', perDay: 1, by: 'arn' }],
    policy: [allow('*', inOrganization)],
  },
  {
    ...prodUs,
    name: 'prod/shared/partner-settlement',
    value: 'json',
    createdDaysAgo: 260,
    tags: tags('payments', 'production'),
    customerKey: true,
    functionName: 'rotate-generic',
    rotation: { is: 'scheduled', every: 30 },
    readers: [
      { actor: 'ecs', who: 'settlement', perDay: 2, by: 'arn' },
      { actor: 'lambda', who: 'settlement-import', perDay: 1, from: partnerAccount, by: 'arn' },
      { actor: 'lambda', who: 'settlement-check', everyDays: 5, from: '222233334444', by: 'arn', denied: true, because: 'key' }, // prettier-ignore
    ],
    policy: [allow({ AWS: [`arn:aws:iam::${partnerAccount}:role/settlement-import-lambda-role`, 'arn:aws:iam::222233334444:root'] })], // prettier-ignore
  },
  {
    ...prodUs,
    name: 'prod/identity/signing-root',
    value: 'pem',
    createdDaysAgo: 720,
    tags: tags('identity', 'production'),
    description: 'Its policy lets in nobody but a role that is gone',
    customerKey: true,
    rotation: { is: 'never' },
    readers: [
      { actor: 'adminConsole', who: 'ines@example.com', everyDays: 9, count: 2, denied: true, because: 'resource-policy' }, // prettier-ignore
    ],
    lastReadDaysAgo: 204,
    policy: [onlyLegacyAdmin],
  },
  {
    ...prodUs,
    name: 'prod/shared/smtp-relay',
    value: 'json',
    createdDaysAgo: 530,
    tags: tags('ops', 'production'),
    rotation: { is: 'off', daysAgo: 320 },
    functionName: 'rotate-smtp',
    readers: [{ actor: 'ecs', who: 'mailer', perDay: 1, hours: [5, 19], by: 'arn' }],
    policy: [allow({ AWS: 'arn:aws:iam::222233334444:root' })],
    edits: [{ what: 'change-policy', every: 30, actor: 'adminConsole', who: 'piotr@example.com' }],
  },
];
