import { removeSecret, type Scope } from './scope';
import type { Secret } from './secret';

type Doomed = { secrets: Set<Secret>; next: number };
const doomed = new WeakMap<Scope, Doomed>();

/** Keeps in mind which secrets of a scope are marked for deletion, so that looking for ended windows costs nothing. */
export function watchRecoveryWindows(scope: Scope): void {
  const found: Doomed = { secrets: new Set(), next: Infinity };
  doomed.set(scope, found);
  scope.watchers.push((secret) => {
    if (secret.deletion === undefined || scope.byArn.get(secret.arn) !== secret) found.secrets.delete(secret);
    else {
      found.secrets.add(secret);
      found.next = Math.min(found.next, secret.deletion.ends);
    }
  });
}

/** Removes the secrets whose recovery window is over, and says which they were. */
export function endRecoveryWindows(scope: Scope, now: number): Secret[] {
  const found = doomed.get(scope);
  if (found === undefined || now < found.next) return [];
  const over = [...found.secrets].filter(({ deletion }) => deletion !== undefined && deletion.ends <= now);
  for (const secret of over) removeSecret(scope, secret);
  found.next = Math.min(...[...found.secrets].map(({ deletion }) => deletion?.ends ?? Infinity));
  return over;
}
