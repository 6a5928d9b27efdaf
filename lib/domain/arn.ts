import type { SecretRef } from './event-record';

export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** All after the fifth colon. */
  resource: string;
}

export interface SecretArn {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string;
  region: string;
  accountId: string;
  /** Without the suffix. */
  name: string;
  /** The six characters that AWS appends; null: a partial ARN. */
  suffix: string | null;
}

const ARN = /^arn:(aws(?:-[a-z]+)*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws|):([^\s].*)$/;
/** CreateSecret's `Name`, and `!` of the names that managing services give (UG service-linked-secrets). */
const NAME = /^[\w/+=.@!-]{1,512}$/;
const SUFFIX = /^(.+)-([A-Za-z0-9]{6})$/;
/** A managed secret's `Name` (512) with its suffix; SecretId's 2048 in the model leaves room for the ARN. */
const LONGEST = 2048;

/** Any ARN, split at its colons; null where it is none. */
export function parseArn(raw: string): Arn | null {
  if (raw.length > LONGEST) return null;
  const [, partition, service, region, accountId, resource] = ARN.exec(raw) ?? [];
  if (!partition || !service || region === undefined || accountId === undefined || !resource) return null;
  return { partition, service, region, accountId, resource };
}

const splitSuffix = (resource: string): { name: string; suffix: string | null } => {
  const [, name, suffix] = SUFFIX.exec(resource) ?? [];
  return name && suffix ? { name, suffix } : { name: resource, suffix: null };
};

/** `prod/db-AbCdEf` → `prod/db`; unchanged where there is no suffix. */
export const stripSuffix = (resource: string): string => splitSuffix(resource).name;

/**
 * A secret's ARN, whole or without its suffix: `arn:<partition>:secretsmanager:<region>:<account>:secret:<Name>-<6>`
 * (user guide, whats-in-a-secret). A partial ARN of a name that itself ends in a hyphen and six
 * characters cannot be told from a whole one; like AWS we read it as whole.
 */
export function parseSecretArn(raw: string): SecretArn | null {
  const arn = parseArn(raw);
  if (!arn || arn.service !== 'secretsmanager' || !arn.region || !/^\d{12}$/.test(arn.accountId)) return null;
  if (!arn.resource.startsWith('secret:')) return null;
  const { name, suffix } = splitSuffix(arn.resource.slice('secret:'.length));
  if (!NAME.test(name)) return null;
  return { partition: arn.partition, region: arn.region, accountId: arn.accountId, name, suffix };
}

/**
 * What a SecretId is: whole ARN, ARN without suffix, or name. Total: what only looks like an ARN is
 * a name that no secret has (`:` is not legal in one), so it stays visible and resolves to nothing.
 */
export function toSecretRef(raw: string): SecretRef {
  const arn = parseSecretArn(raw);
  if (!arn) return { kind: 'name', value: raw };
  return { kind: arn.suffix === null ? 'partial-arn' : 'arn', value: raw };
}
