import { dayOf } from '@/lib/domain/day';
import { isScheduledEnd } from '@/lib/domain/inventory/read-deletion';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import { hasNoVersion } from '@/lib/domain/secret';
import { findPendingVersion, readProgress, type RotatingSecret, type RotationFacts } from './read-progress';

const DAY_MS = 86_400_000;
const DUE_WITHIN_DAYS = 7;

const minute = (at: Date): string => `${dayOf(at)} ${at.toISOString().slice(11, 16)} UTC`;
const verdict = (
  state: RotationVerdict['state'],
  reason: string,
  more?: Partial<RotationVerdict>,
): RotationVerdict => ({
  state,
  reason,
  since: null,
  step: null,
  recheckAt: null,
  ...more,
});

/** Rotation that cannot happen here whatever the calendar says. */
function decideWithoutRotation(secret: RotatingSecret, now: Date): RotationVerdict | null {
  if (secret.primaryRegion !== null && secret.primaryRegion !== secret.region)
    return verdict('managed', `A replica: rotation happens on its primary in ${secret.primaryRegion}.`);
  if (secret.rotationEnabled === null && secret.owningService === null)
    return verdict('never-configured', 'Rotation was never configured.');
  if (secret.deletedAt !== null) {
    const when = isScheduledEnd(secret.deletedAt, now) ? 'until' : 'since';
    return verdict('off', `Pending deletion ${when} ${dayOf(secret.deletedAt)}: AWS does not rotate it.`);
  }
  if (secret.rotationEnabled !== false) return null;
  const left = findPendingVersion(secret.versionStages) !== null;
  const blocks = ', and a version is still pending, which blocks the next rotation';
  return verdict('off', `Automatic rotation is turned off${left ? blocks : ''}.`);
}

function decideByProgress(facts: RotationFacts): RotationVerdict | null {
  const progress = readProgress(facts);
  if (progress.is === 'none') return null;
  if (progress.is === 'pending')
    return verdict('unknown', 'A version is pending, and no dates are shown: whether it runs or is stuck is unknown.');
  const { since } = progress;
  if (progress.is === 'failed') {
    const { step, message } = progress.event;
    const where = step === null ? '' : ` in ${step}`;
    const said = message ? `: ${message}` : '.';
    return verdict('failing', `Rotation failed${where}${said}`, { since, step });
  }
  if (progress.is === 'running') {
    const reason = `A rotation has been running since ${minute(progress.since)}.`;
    return verdict('running', reason, { since, recheckAt: progress.until });
  }
  const from = since === null ? '' : ` since ${minute(since)}`;
  const why = progress.abandoned ? 'its rotation was abandoned' : 'no failure is known';
  return verdict('stuck', `A version has been pending${from} and ${why}; it blocks the next rotation.`, { since });
}

function describeManager({ owningService, type, rotationLambdaArn }: RotatingSecret): string | null {
  if (owningService !== null) return `Managed by ${owningService}`;
  if (type !== null) return `A managed external secret (${type})`;
  return rotationLambdaArn === null ? 'Rotated by AWS itself, without a function' : null;
}

/** A managed secret has no function and no schedule of ours: it is never called broken for that. */
function decideManaged(secret: RotatingSecret, now: Date): RotationVerdict | null {
  const who = describeManager(secret);
  if (who === null) return null;
  const next = secret.nextRotationAt;
  if (next === null) return verdict('managed', `${who}.`);
  return next < now
    ? verdict('managed', `${who}, and overdue: AWS was to rotate it by ${dayOf(next)}.`, { since: next })
    : verdict('managed', `${who}; AWS rotates it by ${dayOf(next)}.`, { recheckAt: next });
}

function decideByDate({ secret, now, observedAt = now }: RotationFacts): RotationVerdict {
  const next = secret.nextRotationAt;
  const last = secret.lastRotatedAt;
  // On AWS a secret without a value; elsewhere an endpoint that shows no labels.
  const isBlind = secret.versionStages === null || hasNoVersion(secret.versionStages);
  const blind = isBlind ? ', and no labels are shown: whether a rotation is stuck is unknown' : '';
  // A date says that a rotation is due or overdue; that nothing is wrong, only the labels say.
  const quiet = isBlind ? 'unknown' : 'healthy';
  // AWS always says when a secret was made: where that is missing, a missing date says nothing.
  const isDateless = secret.createdAt === null;
  const never = isDateless ? 'whether it was ever rotated is unknown' : 'not rotated yet';
  const since = `${last === null ? never : `last rotated ${dayOf(last)}`}${blind}`;
  if (next === null) {
    const overdue = isDateless ? 'no dates are shown: whether it is overdue is unknown' : 'AWS gives no next date';
    return verdict(isDateless ? 'unknown' : quiet, `Rotation is on, ${since}; ${overdue}.`, { since: last });
  }
  const unseen = observedAt < next ? ` AWS was last asked before that, ${minute(observedAt)}.` : '';
  if (next < now) return verdict('overdue', `Was to be rotated by ${dayOf(next)}, ${since}.${unseen}`, { since: next });
  const dueFrom = new Date(next.getTime() - DUE_WITHIN_DAYS * DAY_MS);
  return dueFrom <= now
    ? verdict('due', `Rotates by ${dayOf(next)}, ${since}.`, { since: dueFrom, recheckAt: next })
    : verdict(quiet, `Rotates by ${dayOf(next)}, ${since}.`, { since: last, recheckAt: dueFrom });
}

/**
 * A secret's rotation state with its reason. The first that holds:
 * 1. replica (`managed`), never configured, pending deletion and turned off (`off`): nothing rotates here;
 * 2. `running` where the latest sign is a start within the window, `failing` where the pending version's
 *    last end is RotationFailed, `stuck` where it is pending beyond the window, or abandoned, `unknown`
 *    where it is pending and nothing tells since when;
 * 3. `managed`: another service, a managed external secret, or rotation without a function;
 * 4. `overdue`, `due` (7 days), `healthy` by AWS's NextRotationDate alone, which a manual new value moves
 *    as AWS sees fit; `unknown` instead of `healthy` where no version's label is shown,
 *    or no date at all.
 * Where NextRotationDate or the window will change the answer by itself, `recheckAt` says when.
 */
export function decideRotation(facts: RotationFacts): RotationVerdict {
  const { secret, now } = facts;
  return (
    decideWithoutRotation(secret, now) ?? decideByProgress(facts) ?? decideManaged(secret, now) ?? decideByDate(facts)
  );
}
