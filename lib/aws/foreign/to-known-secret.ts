import 'server-only';
import { parseArn } from '@/lib/domain/arn';
import { toStandInArn } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';

/** A secret of a foreign endpoint, with an ARN where it has none to know it by. */
export function toKnownSecret(secret: ObservedSecret, scope: Scope): ObservedSecret {
  if (parseArn(secret.arn)?.service === 'secretsmanager') return secret;
  return { ...secret, arn: toStandInArn(scope, secret.name) };
}
