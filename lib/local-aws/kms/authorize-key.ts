import type { Call } from '@/lib/local-aws/call';
import { authorize, whyRefused, type Wanted } from '@/lib/local-aws/iam/authorize';
import type { Context } from '@/lib/local-aws/iam/context';
import type { Key } from './key';

/** A key's policy must let in whoever uses it, within its account too (KMS developer guide, "Key policies"). */
function toWanted({ caller }: Call, key: Key, action: string, context: Context): Wanted {
  return {
    action: `kms:${action}`,
    resource: key.arn,
    shown: key.arn,
    owner: key.account,
    resourcePolicy: key.policy,
    policyMustAllow: true,
    context: {
      'kms:CallerAccount': [caller.account],
      'kms:ResourceAliases': key.aliases,
      ...context,
    },
  };
}

export function authorizeKey(call: Call, key: Key, action: string): void {
  authorize(call, toWanted(call, key, action, {}));
}

export function whyKeyRefused(call: Call, key: Key, action: string, context: Context): string | undefined {
  return whyRefused(call, toWanted(call, key, action, context));
}
