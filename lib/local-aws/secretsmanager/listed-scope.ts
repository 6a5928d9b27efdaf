import type { Call } from '@/lib/local-aws/call';
import { createScope, addSecret, type Scope } from '@/lib/local-aws/world/scope';
import type { Secret, Version } from '@/lib/local-aws/world/secret';

type View = { taken: number; scope: Scope };
const views = new WeakMap<Scope, View>();

function copyVersion({ id, stages, created, kmsKeyIds }: Version): [string, Version] {
  return [id, { id, stages: new Set(stages), created, kmsKeyIds }];
}

function copySecret(secret: Secret): Secret {
  const { rotation } = secret;
  const versions = new Map([...secret.versions.values()].map(copyVersion));
  return { ...secret, versions, rotation: rotation && { ...rotation } };
}

/**
 * The scope as listings see it. AWS's listings may lag behind by five minutes while DescribeSecret does not (service
 * model, ListSecrets): with `--listing-lag` they read a copy that is at most so old, without it the secrets themselves.
 */
export function listedScope({ world, scope, now }: Call): Scope {
  const { listingLagMs } = world.options;
  if (listingLagMs === 0) return scope;
  const known = views.get(scope);
  if (known !== undefined && now - known.taken < listingLagMs) return known.scope;
  const copy = createScope(scope.account, scope.region);
  for (const secret of scope.byArn.values()) addSecret(copy, copySecret(secret));
  views.set(scope, { taken: now, scope: copy });
  return copy;
}
