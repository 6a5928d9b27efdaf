import { authorize } from '@/lib/local-aws/iam/authorize';
import type { Call } from '@/lib/local-aws/call';
import type { Context } from '@/lib/local-aws/iam/context';
import { parsePolicy, type Policy } from '@/lib/local-aws/iam/policy';
import { markedForDeletion, notFound } from '@/lib/local-aws/wire/aws-error';
import { findSecret } from '@/lib/local-aws/world/find-secret';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';
import { sweep } from './sweep';

export type Reached = { scope: Scope; secret: Secret };

const parsedPolicies = new WeakMap<Secret, { source: string; policy: Policy }>();

function resourcePolicyOf(secret: Secret | undefined): Policy | undefined {
  if (secret?.policy === undefined) return undefined;
  let parsed = parsedPolicies.get(secret);
  if (parsed === undefined || parsed.source !== secret.policy) {
    parsed = { source: secret.policy, policy: parsePolicy(secret.policy) };
    parsedPolicies.set(secret, parsed);
  }
  return parsed.policy;
}

/** The condition keys every secret-level action carries (service authorization reference for Secrets Manager). */
function contextOf(secret: Secret | undefined): Context {
  if (secret === undefined) return {};
  const context: Record<string, string[]> = {};
  if (secret.external !== undefined) context['secretsmanager:resource/Type'] = [secret.external.type];
  context['secretsmanager:SecretId'] = [secret.arn];
  context['secretsmanager:SecretPrimaryRegion'] = [secret.primaryRegion ?? secret.region];
  for (const { Key, Value } of secret.tags ?? []) {
    context[`aws:ResourceTag/${Key}`] = [Value];
    context[`secretsmanager:ResourceTag/${Key}`] = [Value];
  }
  return context;
}

/**
 * The secret a caller means, once the caller's rights to `action` on it are known. Rights come first: who may not act on
 * a name is told so whether or not it exists.
 */
export function reachIfThere(call: Call, action: string, id: string, extra: Context = {}) {
  const { scope, secret: found, resource } = findSecret(call.world, call.scope, id);
  // The scope of another account's secret was not swept when the call came in.
  sweep(scope, call.now);
  const secret = found !== undefined && scope.byArn.get(found.arn) === found ? found : undefined;
  const context = { ...contextOf(secret), ...extra };
  const wanted = { action: `secretsmanager:${action}`, resource, shown: id, owner: scope.account, context };
  authorize(call, { ...wanted, resourcePolicy: resourcePolicyOf(secret) });
  return { scope, secret, resource };
}

/** The same; throws ResourceNotFoundException where there is none. */
export function reachSecret(call: Call, action: string, id: string, extra?: Context): Reached {
  const { scope, secret } = reachIfThere(call, action, id, extra);
  if (secret === undefined) throw notFound();
  return { scope, secret };
}

/** The same, for what AWS does not do to a secret that is marked for deletion. */
export function reachLiveSecret(call: Call, action: string, id: string, extra?: Context): Reached {
  const reached = reachSecret(call, action, id, extra);
  if (reached.secret.deletion !== undefined) throw markedForDeletion();
  return reached;
}
