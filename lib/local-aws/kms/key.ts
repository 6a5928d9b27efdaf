import { readPolicy, type Policy } from '@/lib/local-aws/iam/policy';
import type { JsonObject } from '@/lib/local-aws/wire/json';

export const keyStates = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable'] as const;
export type KeyState = (typeof keyStates)[number];

export type Key = {
  readonly arn: string;
  readonly id: string;
  readonly account: string;
  /** AWS: a service's own key, aws/secretsmanager; it can neither be switched off nor be shared. */
  readonly manager: 'AWS' | 'CUSTOMER';
  /** Epoch milliseconds. */
  readonly created: number;
  aliases: string[];
  state: KeyState;
  /** When a key that is pending deletion goes, in epoch milliseconds. */
  deletion?: number;
  rotates: boolean;
  policy: Policy;
};

export const managedAlias = 'alias/aws/secretsmanager';
export const managedKeyId = (account: string) => `00000000-0000-4000-8000-${account}`;
/** The customer managed key that every scope has, under which the seed puts secrets. */
export const customerKeyId = (account: string) => `7d1f0a52-6c3e-4b8e-9a47-${account}`;

/** The account as a whole, in whatever partition: its id means the same as the ARN of its root. */
const root = (account: string) => ({ AWS: account });

/** The policy of a key made in the console: the account's own identity policies decide (KMS developer guide, "Default key policy"). */
export const defaultKeyPolicy = (account: string): Policy =>
  readPolicy({ Statement: [{ Effect: 'Allow', Principal: root(account), Action: 'kms:*', Resource: '*' }] });

/** Everybody of the account through Secrets Manager, and its administrators for looking (the policy AWS gives this key). */
export function managedKeyPolicy(account: string, region: string): Policy {
  const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:DescribeKey'];
  const through = { 'kms:CallerAccount': account, 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` };
  const use: JsonObject = { Effect: 'Allow', Principal: { AWS: '*' }, Action: actions, Resource: '*', Condition: { StringEquals: through } };
  const look: JsonObject = { Effect: 'Allow', Principal: root(account), Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'], Resource: '*' };
  return readPolicy({ Statement: [use, look] });
} // prettier-ignore
