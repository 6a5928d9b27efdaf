import { toRotationEvent } from '@/lib/local-aws/cloudtrail/service-event';
import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import { toFunctionCaller } from '@/lib/local-aws/rotation/function-caller';
import { seeActor } from './actors';
import { brokenCycle, dayMs, fallsOn, lastBroken, momentOf, renewalOn } from './calendar';
import { uuidOf } from './hash';
import type { Seeded } from './make-secret';
import { functionArnOf, isBroken, versionIdAt } from './make-rotation';
import { recordSeen, resourceOf } from './record-seen';
import type { Someone } from './spec';

const second = 1000;
const agent = 'Boto3/1.40.2 md/Botocore#1.40.2 exec-env/AWS_Lambda_python3.12';

type Told = { seeded: Seeded; scopeKey: string; token: string };

function tellService({ seeded, scopeKey, token }: Told, time: number, name: string, errorMessage?: string): TrailEvent {
  const { account, region } = seeded.spec;
  const id = uuidOf(`event ${scopeKey} ${seeded.arn} ${name} ${time}`);
  return toRotationEvent({ id, time, name, account, region, errorMessage }, seeded.arn, token);
}

/** A call that the rotation function makes on its way. */
function tellFunction({ seeded, scopeKey, token }: Told, time: number, name: string, request: object): TrailEvent[] {
  const functionArn = functionArnOf(seeded.spec);
  if (functionArn === undefined) return [];
  const seen = { caller: toFunctionCaller(functionArn, time), sourceIp: '10.0.24.17', userAgent: agent };
  const { arn, spec } = seeded;
  const told = { time, name, request: { secretId: arn, ...request }, response: { arn }, resource: resourceOf(arn) };
  return [recordSeen(scopeKey, spec.region, `${arn} ${token}`, seen, told)];
}

function tellSuccess(told: Told, time: number): TrailEvent[] {
  return [
    tellService(told, time, 'RotationStarted'),
    ...tellFunction(told, time + 2 * second, 'PutSecretValue', {
      clientRequestToken: told.token,
      versionStages: ['AWSPENDING'],
    }),
    ...tellFunction(told, time + 6 * second, 'UpdateSecretVersionStage', {
      versionStage: 'AWSCURRENT',
      moveToVersionId: told.token,
    }),
    tellService(told, time + 7 * second, 'RotationSucceeded'),
  ];
}

/** Once a cycle a person clears the label and tries again. */
function tellRetry(told: Told, time: number, old: string): TrailEvent[] {
  const { arn, spec } = told.seeded;
  const seen = seeActor('person', 'omar@example.com', spec.account, spec.region, time);
  const by = (offset: number, name: string, request: object) =>
    recordSeen(told.scopeKey, spec.region, arn, seen, {
      time: time + offset,
      name,
      request: { secretId: arn, ...request },
      response: { arn, name: spec.name },
      resource: resourceOf(arn),
    });
  return [
    by(-40 * second, 'UpdateSecretVersionStage', { versionStage: 'AWSPENDING', removeFromVersionId: old }),
    by(0, 'RotateSecret', { clientRequestToken: told.token }),
    tellService(told, time, 'RotationStarted'),
  ];
}

/** A new value put by hand, where rotation was never set up: its author is in the record. */
function tellRenewal(told: Told, time: number, by: Someone): TrailEvent[] {
  const { arn, spec } = told.seeded;
  const seen = seeActor(by.actor, by.who, spec.account, spec.region, time);
  const request = { secretId: arn, clientRequestToken: told.token };
  const record = { time, name: 'PutSecretValue', request, response: { arn }, resource: resourceOf(arn) };
  return [recordSeen(told.scopeKey, spec.region, arn, seen, record)];
}

/** It begins every midnight under the same token, and no end is ever told. */
function tellHanging(told: Told, day: number, retry: TrailEvent[]): TrailEvent[] {
  return [tellService(told, day * dayMs, 'RotationStarted'), ...retry];
}

/** What the calendar says of one secret's rotation on one day. */
export function tellRotations(seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  const { spec, arn } = seeded;
  const { rotation: story } = spec;
  const renewed = renewalOn(story, arn, day);
  if (renewed !== undefined) {
    const told = { seeded, scopeKey, token: versionIdAt(arn, renewed) };
    return story.is === 'never' && story.renewed
      ? tellRenewal(told, renewed, story.renewed)
      : tellSuccess(told, renewed);
  }
  return isBroken(story) ? tellBroken(seeded, scopeKey, day) : [];
}

function tellBroken(seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  const { spec, arn } = seeded;
  const { rotation: story } = spec;
  const noon = momentOf(`noon ${arn}`, day, [12, 13]);
  const begun = lastBroken(arn, noon);
  const told = { seeded, scopeKey, token: versionIdAt(arn, begun) };
  const isFirst = fallsOn(arn, brokenCycle, day);
  const old = versionIdAt(arn, lastBroken(arn, begun - dayMs));
  const step = story.is === 'failing' ? story.step : undefined;
  const put = (at: number) =>
    tellFunction(told, at, 'PutSecretValue', { clientRequestToken: told.token, versionStages: ['AWSPENDING'] });
  const firsts = isFirst ? tellRetry(told, begun, old) : [];
  if (story.is === 'hanging')
    return tellHanging(
      { ...told, token: isFirst ? old : told.token },
      day,
      isFirst ? [...firsts, ...put(begun + 2 * second)] : [],
    );
  if (step === undefined) {
    return isFirst
      ? [...firsts, ...put(begun + 2 * second), tellService(told, begun + 900 * second, 'RotationAbandoned')]
      : [];
  }
  const message = `Error when executing lambda ${functionArnOf(spec) ?? ''} during ${step} step`;
  const filled = step === 'createSecret' ? [] : put(begun + 2 * second);
  if (isFirst) return [...firsts, ...filled, tellService(told, begun + 31 * second, 'RotationFailed', message)];
  // AWS tries again in every window, under the same token (UG rotate-secrets).
  const retry = momentOf(`retry ${arn}`, day, [3, 4]);
  return [
    tellService(told, retry, 'RotationStarted'),
    tellService(told, retry + 31 * second, 'RotationFailed', message),
  ];
}
