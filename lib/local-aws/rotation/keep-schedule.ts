import { randomUUID } from 'node:crypto';
import type { Scope } from '@/lib/local-aws/world/scope';
import { versionWith, type Secret } from '@/lib/local-aws/world/secret';
import { later, type World } from '@/lib/local-aws/world/world';
import { Agenda } from './agenda';
import { dueAt } from './due';
import { beginRotation, takeOutcome } from './run-rotation';

/** Looks at the clock this often at least: it may have been set, or the machine have slept. */
const longestWaitMs = 3_600_000;

/** A window came: a version that is still pending is tried again under its own id, else a new one is begun. */
function rotateByItself(world: World, scope: Scope, secret: Secret): void {
  const pending = versionWith(secret, 'AWSPENDING');
  const token = pending === undefined || pending.stages.has('AWSCURRENT') ? randomUUID() : pending.id;
  if (secret.retry?.token !== token) secret.retry = undefined;
  beginRotation({ world, scope, secret, token, test: false, outcome: takeOutcome(secret) });
}

/**
 * Makes scheduled rotations and retries happen from now on. Secrets are looked at when they change, and one timer waits
 * for the nearest of them, however many there are.
 */
export function keepSchedule(world: World): void {
  const agenda = new Agenda<{ scope: Scope; secret: Secret }>();
  const planned = new Map<Secret, number>();
  let waiting = { until: Infinity };

  const plan = (scope: Scope, secret: Secret) => {
    const at = scope.byArn.get(secret.arn) === secret ? dueAt(secret, Date.now()) : undefined;
    if (at === planned.get(secret)) return;
    planned.delete(secret);
    if (at === undefined) return;
    planned.set(secret, at);
    agenda.add(at, { scope, secret });
    wait();
  };
  const wake = () => {
    waiting = { until: Infinity };
    for (const { at, what } of agenda.take(Date.now())) {
      // What was planned otherwise meanwhile is passed over.
      if (planned.get(what.secret) !== at) continue;
      planned.delete(what.secret);
      rotateByItself(world, what.scope, what.secret);
    }
    wait();
  };
  const wait = () => {
    const now = Date.now();
    const until = Math.min(Math.max(agenda.nearest ?? Infinity, now), now + longestWaitMs);
    if (agenda.nearest === undefined || until >= waiting.until) return;
    const mine = { until };
    waiting = mine;
    // A timer that a nearer one took the place of does nothing.
    later(world, until - now, () => mine === waiting && wake());
  };
  world.watchers.push(plan);
}
