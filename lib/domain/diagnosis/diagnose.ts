import { parseArn } from '@/lib/domain/arn';
import { findPendingVersion, isOf, type RotatingSecret } from '@/lib/domain/rotation/read-progress';
import { findReachedStep, judgeTarget } from '@/lib/domain/rotation/judge-target';
import { findStrategy } from '@/lib/domain/rotation/find-strategy';
import type { RotationEvent, RotationVerdict } from '@/lib/domain/rotation-state';
import { CAUSES } from './causes';
import { describeFunction } from './describe-function';
import type { Diagnosis, ShownLine } from './diagnosis';
import { findCause, findFailing } from './find-cause';
import { findLatestRotation } from './find-end';
import { findInvocations, type Invocation } from './find-invocations';
import { listUnseen, type Asked } from './list-unseen';
import { planNext } from './plan-next';

export interface DiagnosisFacts extends Asked {
  secret: Pick<RotatingSecret, 'rotationLambdaArn' | 'versionStages'> & { arn: string };
  rotation: RotationVerdict;
  /** Of this secret, any order. */
  events: readonly RotationEvent[];
  /** Where the log was read; null: it was not. */
  range: { group: string; from: Date; to: Date } | null;
  now: Date;
}

/** CloudWatch Logs keeps lines for a day at least (logs:PutRetentionPolicy). */
const SHORTEST_RETENTION_MS = 86_400_000;

/** Around a failure a few tell it; the end tells more than the beginning. */
const MOST_SHOWN = 40;

const shownOf = (invocations: readonly Invocation[]): ShownLine[] =>
  invocations
    .flatMap(({ lines }) => lines.map(({ at, read }) => ({ at, text: read.text, clear: read.kind !== null })))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .slice(-MOST_SHOWN);

function tellLog({ log, range }: DiagnosisFacts, invocations: readonly Invocation[] | null): string[] {
  if (invocations === null || log?.kind !== 'seen' || range === null) return [];
  if (invocations.length === 0) return ['Its log has no line of this secret at that time.'];
  const failing = findFailing(invocations)?.lines ?? [];
  const took = failing.find(({ read }) => read.kind === 'report')?.read.tookMs;
  const said = failing.findLast(({ read }) => read.kind !== null && !['start', 'end', 'report'].includes(read.kind));
  return [
    ...(said ? [`The last that it said in words of AWS’s own: “${said.read.text}”`] : []),
    ...(took === undefined || took === null ? [] : [`That invocation took ${Math.round(took)} ms.`]),
  ];
}

/** A line of a later step tells of an earlier try what no event does. */
const SET = /^(?:set|test|finish)Secret: /;
const hasSet = (invocations: readonly Invocation[] | null): boolean =>
  (invocations ?? []).some(({ lines }) => lines.some(({ read }) => read.kind === 'step-done' && SET.test(read.text)));

/** How far the pending rotation came, by the failures of all its tries and by its function's own words. */
function findReached({ events, secret }: DiagnosisFacts, invocations: readonly Invocation[] | null) {
  const told = findReachedStep(events, findPendingVersion(secret.versionStages));
  return hasSet(invocations) && judgeTarget(told) !== 'changed' ? 'testSecret' : told;
}

/**
 * Why a rotation fails or is stuck, as far as it can be told from what is known and what was looked at; null: it does
 * neither. What it was told from stands beside it, and so does what was not seen.
 */
export function diagnose(facts: DiagnosisFacts): Diagnosis | null {
  const { secret, rotation, events, look, log, range, now } = facts;
  const { state } = rotation;
  if (state !== 'failing' && state !== 'stuck') return null;
  const { end } = findLatestRotation(events, state);
  const pending = findPendingVersion(secret.versionStages);
  const message = state === 'failing' && end?.name === 'RotationFailed' ? end.message : null;
  const known = { arn: secret.arn, versionIds: Object.keys(secret.versionStages ?? {}) };
  const invocations = log?.kind === 'seen' ? findInvocations(log.value.lines, known) : null;
  const lambdaArn = secret.rotationLambdaArn;
  // No line says something only where none can have been left unread, or be gone by the log's own retention.
  const isWhole =
    log?.kind === 'seen' &&
    !log.value.more &&
    range !== null &&
    now.getTime() - range.from.getTime() < SHORTEST_RETENTION_MS;
  const cause = findCause({
    state,
    step: rotation.step,
    message,
    abandoned: end?.name === 'RotationAbandoned' && isOf(end, pending),
    hasFunction: lambdaArn !== null,
    look,
    invocations: invocations?.length === 0 && !isWhole ? null : invocations,
  });
  return {
    state,
    since: rotation.since,
    step: rotation.step,
    functionName: lambdaArn === null ? null : (parseArn(lambdaArn)?.resource.split(':')[1] ?? lambdaArn),
    message,
    cause,
    evidence: [...(look ? describeFunction(look) : []), ...tellLog(facts, invocations)],
    next: planNext(
      {
        pending,
        reached: findReached(facts, invocations),
        strategy: findStrategy(secret),
        hasFunction: lambdaArn !== null,
      },
      CAUSES[cause].mend,
    ),
    unseen: lambdaArn === null ? [] : listUnseen(facts),
    log:
      range !== null && invocations !== null && log?.kind === 'seen'
        ? { ...range, lines: shownOf(invocations), more: log.value.more }
        : null,
  };
}
