import { startAt, walkBack, type TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { LambdaFunction } from '@/lib/local-aws/lambda/function';
import type { Json } from '@/lib/local-aws/wire/json';
import type { Scope } from '@/lib/local-aws/world/scope';
import { rotationSteps, type RotationStep } from '@/lib/local-aws/world/secret';
import { toStepLines, type Line } from './step-lines';

const ends: Record<string, boolean> = {
  RotationSucceeded: true,
  RotationFailed: true,
  TestRotationSucceeded: true,
  TestRotationFailed: true,
};

/** A run is over within this time of its start. */
const longest = 3_600_000;

type Ended = { arn: string; token: string; time: number; failedAt?: RotationStep; test: boolean };

/** Which secret and which rotation a service event is of (aws-facts §2.3, requestID). */
function readRun(requestId: Json | undefined) {
  const text = typeof requestId === 'string' ? requestId : '';
  const [, arn = '', token = ''] = /^Rotation-(arn:.+:secret:.+-[A-Za-z0-9]{6})-(.+)$/.exec(text) ?? [];
  return { arn, token };
}

/** The run that a service event ends, if this function ran it. */
function readEnd(scope: Scope, fn: LambdaFunction, event: TrailEvent): Ended | undefined {
  if (ends[event.name] !== true) return undefined;
  const { requestID, errorMessage } = event.toRecord();
  const { arn, token } = readRun(requestID);
  const message = typeof errorMessage === 'string' ? errorMessage : '';
  const by = /executing lambda (\S+) during (\w+) step/.exec(message);
  const functionArn = by?.[1] ?? scope.byArn.get(arn)?.rotation?.lambdaArn;
  if (functionArn !== fn.arn) return undefined;
  const failedAt = rotationSteps.find((step) => step === by?.[2]);
  return { arn, token, time: event.time, failedAt, test: event.name.startsWith('Test') };
}

function toRunLines(run: Ended, started: number, { settings }: LambdaFunction): Line[] {
  const { breaks, timeoutSeconds = 30 } = settings;
  const all: readonly RotationStep[] = run.test ? ['testSecret'] : rotationSteps;
  const steps = run.failedAt === undefined ? all : all.slice(0, all.indexOf(run.failedAt) + 1);
  const each = (run.time - started) / steps.length;
  return steps.flatMap((step, index) => {
    const begins = Math.floor(started + index * each);
    const times = { begins, ends: Math.max(begins, Math.floor(begins + each) - 1) };
    return toStepLines({ step, ...run, ...times, fails: step === run.failedAt, timeoutSeconds, breaks });
  });
}

/**
 * The log lines of a rotation function between two moments, oldest first. They follow from the rotation events of the
 * trail, told and live ones alike, so that both always say the same.
 */
export function linesOf(scope: Scope, fn: LambdaFunction, from: number, until: number): Line[] {
  const open = new Map<string, Ended>();
  const lines: Line[] = [];
  for (const { event } of walkBack(scope.trail, startAt(until + longest), from - longest)) {
    const end = readEnd(scope, fn, event);
    if (end !== undefined) open.set(`${end.arn} ${end.token}`, end);
    if (event.name !== 'RotationStarted' && event.name !== 'TestRotationStarted') continue;
    const { arn, token } = readRun(event.toRecord().requestID);
    const key = `${arn} ${token}`;
    const run = open.get(key);
    open.delete(key);
    if (run !== undefined) lines.push(...toRunLines(run, event.time, fn));
  }
  return lines.filter(({ time }) => time >= from && time <= until).sort((a, b) => a.time - b.time);
}
