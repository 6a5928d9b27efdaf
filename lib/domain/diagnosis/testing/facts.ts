import type { DiagnosisFacts } from '@/lib/domain/diagnosis/diagnose';
import type { FunctionFacts, FunctionLook, LogLine, LogLook } from '@/lib/domain/diagnosis/function-facts';
import type { RotationEvent } from '@/lib/domain/rotation-state';

export const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf';
export const OTHER = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/other-AbCdEf';
export const TOKEN = '11111111-2222-4333-8444-555555555555';
const CURRENT = '99999999-2222-4333-8444-555555555555';
export const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-db';
export const FAILED_AT = new Date('2026-11-20T03:00:31Z');

export const SEEN: FunctionFacts = {
  runtime: 'python3.12',
  timeoutSeconds: 30,
  state: 'Active',
  stateReason: null,
  lastUpdate: 'Successful',
  lastUpdateReason: null,
  inVpc: true,
  subnets: 2,
  securityGroups: 1,
  logGroup: '/aws/lambda/rotate-db',
};

export const look = (change: Partial<FunctionFacts> = {}, more: Partial<FunctionLook> = {}): FunctionLook => ({
  configuration: { kind: 'seen', value: { ...SEEN, ...change } },
  admission: { kind: 'seen', value: 'open' },
  ...more,
});

const requestOf = (name: string): string => `${name.padStart(8, '0')}-0000-4000-8000-000000000000`;

/** An invocation as Lambda logs it, about ten seconds before the failure; `words` as they are printed. */
export function invocation(name: string, words: readonly string[], took = 812, stream = 'a'): LogLine[] {
  const id = requestOf(name);
  const at = new Date(FAILED_AT.getTime() - 10_000 + Number.parseInt(name, 16));
  const lines = [`START RequestId: ${id} Version: $LATEST`, ...words.map((text) => text.replace('<id>', id)), `END RequestId: ${id}`, `REPORT RequestId: ${id}\tDuration: ${took}.00 ms\tBilled Duration: ${took} ms\tMemory Size: 128 MB\tMax Memory Used: 71 MB\t\n`]; // prettier-ignore
  return lines.map((message) => ({ at, stream, message }));
}

const info = (text: string): string => `[INFO]\t2026-11-20T03:00:01.123Z\t<id>\t${text}`;
export const FOUND = info('Found credentials in environment variables.');
export const CREATED = info(`createSecret: Successfully put secret for ARN ${ARN} and version ${TOKEN}.`);
export const TIMED_OUT = '2026-11-20T03:00:30.123Z <id> Task timed out after 30.03 seconds\n\n';
export const log = (...lines: LogLine[][]): LogLook => ({ kind: 'seen', value: { lines: lines.flat(), more: false } });

const event = (name: RotationEvent['name'], at: Date, more: Partial<RotationEvent> = {}): RotationEvent => ({
  name,
  at,
  token: TOKEN,
  step: null,
  message: null,
  ...more,
});

/** A rotation that failed in `step`, with what was looked at of it. */
export function failing(step: DiagnosisFacts['rotation']['step'], change: Partial<DiagnosisFacts> = {}): DiagnosisFacts {
  const message = `Error when executing lambda ${FUNCTION} during ${step} step`;
  const verdict = { state: 'failing', reason: '', since: FAILED_AT, step, recheckAt: null } as const;
  return {
    secret: { arn: ARN, rotationLambdaArn: FUNCTION, versionStages: { [CURRENT]: ['AWSCURRENT'], [TOKEN]: ['AWSPENDING'] } },
    rotation: verdict,
    events: [
      event('RotationFailed', FAILED_AT, { step, message }),
      event('RotationStarted', new Date(FAILED_AT.getTime() - 31_000)),
    ],
    look: null,
    log: null,
    lacks: { look: null, log: null },
    range: { group: SEEN.logGroup, from: new Date(FAILED_AT.getTime() - 60_000), to: FAILED_AT },
    now: new Date(FAILED_AT.getTime() + 3_600_000),
    ...change,
  };
} // prettier-ignore

/** A rotation that left its label behind, and no failure. */
export const stuck = (change: Partial<DiagnosisFacts> = {}): DiagnosisFacts => {
  const facts = failing(null, change);
  const [, started] = facts.events;
  return { ...facts, rotation: { ...facts.rotation, state: 'stuck' }, events: started ? [started] : [], ...change };
};

export const abandoned = (): DiagnosisFacts => stuck({ events: [event('RotationAbandoned', FAILED_AT)] });
