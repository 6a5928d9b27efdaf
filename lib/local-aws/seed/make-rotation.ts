import { nextRotation, withInterval } from '@/lib/local-aws/rotation/schedule';
import type { Rotation, RotationOutcome, RotationRules } from '@/lib/local-aws/world/secret';
import { dayMs, lastBroken, lastScheduled } from './calendar';
import { uuidOf } from './hash';
import { flatten, keepOne } from './keep-one';
import type { SecretSpec } from './spec';

/** A version as the seed tells it. Its id never hangs on the day the world is made: a restart must not look like a new value. */
export type SeededVersion = {
  id: string;
  created: number;
  stage: 'AWSCURRENT' | 'AWSPREVIOUS' | 'AWSPENDING';
  empty?: boolean;
};

export const versionIdAt = (arn: string, created: number) =>
  flatten(uuidOf(`version ${arn} ${Math.floor(created / 1000)}`));

const sameText = keepOne((text: string) => text);

export const functionArnOf = ({ account, region, functionName }: SecretSpec) =>
  functionName === undefined ? undefined : sameText(`arn:aws:lambda:${region}:${account}:function:${functionName}`);

/** The version that was current at a moment: what rotates by the calendar has one for each of its days, the rest one for ever. */
export function currentIdAt({ rotation: story }: SecretSpec, arn: string, time: number): string {
  const rotates = story.is === 'scheduled' || story.is === 'managed';
  return rotates ? versionIdAt(arn, lastScheduled(story.every, arn, time)) : flatten(uuidOf(`current version ${arn}`));
}

/** When the current value was made, and the one before, if there was one. */
function valueTimes(spec: SecretSpec, arn: string, now: number): [current: number, previous?: number] {
  const { rotation: story } = spec;
  const created = now - (now % dayMs) - spec.createdDaysAgo * dayMs;
  if (story.is === 'never') return [created];
  if (story.is !== 'scheduled' && story.is !== 'managed') {
    const rotated = now - (now % dayMs) - story.daysAgo * dayMs + 3 * 3_600_000;
    return [rotated, Math.max(created, rotated - 30 * dayMs)];
  }
  const last = lastScheduled(story.every, arn, now);
  if (last < created) return [created];
  return [last, Math.max(created, lastScheduled(story.every, arn, last - dayMs))];
}

/** The versions with their labels: current, previous, and the pending one that a broken rotation left behind. */
export function makeVersions(spec: SecretSpec, arn: string, now: number): SeededVersion[] {
  const [current, previous] = valueTimes(spec, arn, now);
  const versions: SeededVersion[] = [];
  const { rotation: story } = spec;
  const rotates = story.is === 'scheduled' || story.is === 'managed';
  if (previous !== undefined && previous < current) {
    const id = rotates ? currentIdAt(spec, arn, previous) : flatten(uuidOf(`previous version ${arn}`));
    versions.push({ id, created: previous, stage: 'AWSPREVIOUS' });
  }
  versions.push({ id: currentIdAt(spec, arn, current), created: current, stage: 'AWSCURRENT' });
  if (story.is !== 'failing' && story.is !== 'stuck') return versions;
  const broken = lastBroken(arn, now);
  const empty = story.is === 'failing' && story.step === 'createSecret';
  return [...versions, { id: versionIdAt(arn, broken), created: broken, stage: 'AWSPENDING', empty }];
}

const everyDays = keepOne((days: number): RotationRules => ({ AutomaticallyAfterDays: days }));

export function makeRotation(spec: SecretSpec, arn: string, now: number): Rotation | undefined {
  const { rotation: story } = spec;
  if (story.is === 'never') return undefined;
  const [lastRotated] = valueTimes(spec, arn, now);
  const lambdaArn = functionArnOf(spec);
  if (story.is === 'off') return { enabled: false, lambdaArn, rules: everyDays(30), lastRotated };
  const given = story.is === 'scheduled' && story.rules !== undefined ? story.rules : everyDays(story.every);
  const rules = withInterval(given, lastRotated);
  return { enabled: true, lambdaArn, rules, lastRotated, next: nextRotation(rules, lastRotated), byCalendar: true };
}

const success: RotationOutcome = {};

/** How rotations by hand end from now on: a broken one breaks at the same step unless its story says otherwise. */
export function makeOutcome(spec: SecretSpec): RotationOutcome {
  const { rotation: story } = spec;
  if (story.is === 'failing') return story.outcome ?? { failAt: story.step };
  return story.is === 'scheduled' ? (story.outcome ?? success) : success;
}
