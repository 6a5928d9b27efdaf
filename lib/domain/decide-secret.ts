import type { DecidedSecret } from './decided-secret';
import { decideEnvironment, type EnvironmentRules } from './environment';
import { decideRotation } from './rotation/decide-rotation';
import type { RotationEvent } from './rotation-state';
import type { ObservedSecret } from './secret';
import { toSecretId } from './secret-id';
import { toNameParts } from './secret-name';

export interface SecretFacts {
  secret: ObservedSecret;
  accountName: string;
  rules: EnvironmentRules;
  /** Newest first. */
  rotationEvents: readonly RotationEvent[];
  /** When the pending version came to be, where that is known. */
  pendingSince: Date | null;
  /** When the call that told of the secret was made. */
  observedAt: Date;
  now: Date;
}

/** All that is worked out from what AWS told of a secret, at `now`; what the store keeps. */
export function decideSecret(facts: SecretFacts): DecidedSecret {
  const { secret, accountName, rules, rotationEvents, pendingSince, observedAt, now } = facts;
  const { name, tags, accountId } = secret;
  const { service, leaf } = toNameParts(name, tags, rules);
  return {
    id: toSecretId(secret.arn),
    secret,
    environment: decideEnvironment({ name, tags, accountId, accountName }, rules),
    service,
    leaf,
    rotation: decideRotation({ secret, events: rotationEvents, pendingSince, now }),
    observedAt,
  };
}
