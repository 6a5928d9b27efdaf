import { readPolicy, type Policy } from './policy';

const allow = (...actions: string[]) =>
  readPolicy({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** AWS managed policies a session may be narrowed to, as far as their actions are spoken here (managed policy reference). */
export const managedPolicies: ReadonlyMap<string, Policy> = new Map([
  ['arn:aws:iam::aws:policy/AdministratorAccess', allow('*')],
  ['arn:aws:iam::aws:policy/SecretsManagerReadWrite', allow('secretsmanager:*', 'kms:DescribeKey', 'kms:ListAliases')],
  [
    'arn:aws:iam::aws:policy/AWSSecretsManagerClientReadOnlyAccess',
    allow(
      'secretsmanager:GetSecretValue',
      'secretsmanager:BatchGetSecretValue',
      'secretsmanager:DescribeSecret',
      'secretsmanager:ListSecrets',
      'kms:Decrypt',
    ),
  ],
]);
