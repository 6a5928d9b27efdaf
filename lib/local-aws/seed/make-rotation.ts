import { nextRotation, withInterval } from '@/lib/local-aws/rotation/schedule';
import type { Rotation, RotationOutcome, RotationRules } from '@/lib/local-aws/world/secret';
import { dayMs, lastBroken, lastRenewal } from './calendar';
import { uuidOf } from './hash';
import { flatten, keepOne } from './keep-one';
import type { RotationStory, SecretSpec } from './spec';

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

/** The version that was current at a moment: what is renewed by the calendar has one for each time, the rest one for ever. */
export function currentIdAt({ rotation }: SecretSpec, arn: string, time: number): string {
  const renewed = lastRenewal(rotation, arn, time);
  return renewed === undefined ? flatten(uuidOf(`current version ${arn}`)) : versionIdAt(arn, renewed);
}

/** The one before that. */
export function previousIdAt({ rotation }: SecretSpec, arn: string, time: number): string {
  const renewed = lastRenewal(rotation, arn, time);
  const before = renewed === undefined ? undefined : lastRenewal(rotation, arn, renewed - dayMs);
  return before === undefined ? flatten(uuidOf(`previous version ${arn}`)) : versionIdAt(arn, before);
}

/** When the current value was made, and the one before, if there was one. */
function valueTimes(spec: SecretSpec, arn: string, now: number): [current: number, previous?: number] {
  const { rotation: story } = spec;
  const created = now - (now % dayMs) - spec.createdDaysAgo * dayMs;
  const last = lastRenewal(story, arn, now);
  if (last !== undefined)
    return last < created ? [created] : [last, Math.max(created, lastRenewal(story, arn, last - dayMs) ?? created)];
  if (!('daysAgo' in story)) return [created];
  const rotated = now - (now % dayMs) - story.daysAgo * dayMs + 3 * 3_600_000;
  return [rotated, Math.max(created, rotated - 30 * dayMs)];
}

/** Whether a rotation left a pending version behind. */
export const isBroken = (story: RotationStory) =>
  story.is === 'failing' || story.is === 'stuck' || story.is === 'hanging';

/** The versions with their labels: current, previous, and the pending one that a broken rotation left behind. */
export function makeVersions(spec: SecretSpec, arn: string, now: number): SeededVersion[] {
  const [current, previous] = valueTimes(spec, arn, now);
  const versions: SeededVersion[] = [];
  const { rotation: story } = spec;
  if (previous !== undefined && previous < current)
    versions.push({ id: previousIdAt(spec, arn, current), created: previous, stage: 'AWSPREVIOUS' });
  versions.push({ id: currentIdAt(spec, arn, current), created: current, stage: 'AWSCURRENT' });
  if (!isBroken(story)) return versions;
  const broken = lastBroken(arn, now);
  const empty = story.is === 'failing' && story.step === 'createSecret';
  return [...versions, { id: versionIdAt(arn, broken), created: broken, stage: 'AWSPENDING', empty }];
}

const everyDays = keepOne((days: number): RotationRules => ({ AutomaticallyAfterDays: days }));
/** Its window is the whole day, so that a rotation that never ends is always within one. */
const everyNight: RotationRules = { ScheduleExpression: 'cron(0 0 * * ? *)', Duration: '24h' };

function rulesOf(story: Exclude<RotationStory, { is: 'never' | 'off' }>): RotationRules {
  if (story.is === 'hanging') return everyNight;
  return story.is === 'scheduled' && story.rules !== undefined ? story.rules : everyDays(story.every);
}

export function makeRotation(spec: SecretSpec, arn: string, now: number): Rotation | undefined {
  const { rotation: story } = spec;
  if (story.is === 'never') return undefined;
  const [lastRotated] = valueTimes(spec, arn, now);
  const lambdaArn = functionArnOf(spec);
  if (story.is === 'off') return { enabled: false, lambdaArn, rules: everyDays(30), lastRotated };
  const rules = withInterval(rulesOf(story), lastRotated);
  return { enabled: true, lambdaArn, rules, lastRotated, next: nextRotation(rules, lastRotated), byCalendar: true };
}

const success: RotationOutcome = {};

/** How rotations by hand end from now on: a broken one breaks at the same step unless its story says otherwise. */
export function makeOutcome(spec: SecretSpec): RotationOutcome {
  const { rotation: story } = spec;
  if (story.is === 'failing') return story.outcome ?? { failAt: story.step };
  if (story.is === 'hanging') return { hangAt: story.step };
  return story.is === 'scheduled' ? (story.outcome ?? success) : success;
}
