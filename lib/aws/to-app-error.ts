import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { toFailure, type Failure } from './failure';
import { toFailureKind } from './failure-kind';

/** What was being done: AWS's name of the action, and whose account and region it was done in. */
export interface Call {
  /** `secretsmanager:ListSecrets`. */
  action: string;
  /** `111122223333:eu-west-1`. */
  scopeId: string;
}

const RETRY_SECONDS: Partial<Record<ErrorCode, number>> = { throttled: 30, unavailable: 15 };

/**
 * Any error of a call as the one error of the contract. AWS's AccessDenied is `upstream`: our role is
 * wrong, not the person (architecture.md). Never holds an answer's body, which could hold a value.
 */
export function toAppError(error: unknown, call: Call): AppError {
  if (error instanceof AppError) return error;
  const failure = toFailure(error);
  const kind = toFailureKind(failure);
  const message = toMessage(failure, call);
  const remedy = kind.problem === 'denied' ? toGrant(failure.sentence, call, kind.remedy) : kind.remedy;
  const retryAfterSeconds = RETRY_SECONDS[kind.code];
  return new AppError(kind.code, message, {
    cause: toCause(failure),
    problem: { code: kind.problem, message, remedy },
    remedy,
    awsRequestId: failure.requestId ?? undefined,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function toMessage({ name, sentence, status, unreadable }: Failure, { action, scopeId }: Call): string {
  const what = `${action} in ${scopeId}`;
  if (unreadable && status !== null) return `${what}: HTTP ${status} with an answer that is not in AWS's form.`;
  if (sentence !== '') return `${what}: ${name}: ${sentence}`;
  if (status !== null) return `${what}: ${name} (HTTP ${status}).`;
  return `${what}: no answer (${name}).`;
}

/** `User: X is not authorized to perform: A on resource: R because …` → what to grant, to whom, on what. */
function toGrant(sentence: string, { action }: Call, otherwise: string): string {
  const asked = /not authorized to perform: ([\w-]+:[\w*]+)/.exec(sentence)?.[1];
  if (/Access to KMS is not allowed/i.test(sentence))
    return "Grant kms:Decrypt on the secret's key, in the role's policy and in the key's policy.";
  if (/cannot invoke the specified Lambda function/i.test(sentence))
    return "Add to the function's policy: lambda:InvokeFunction for the principal secretsmanager.amazonaws.com.";
  if (asked === undefined) return otherwise === 'Grant the missing action.' ? `Grant ${action}.` : otherwise;
  const who = /User: (arn:\S+)/.exec(sentence)?.[1];
  const resource = /on resource: (\S+)/.exec(sentence)?.[1];
  const deny = /explicit deny in (an? [\w -]+? policy)/.exec(sentence)?.[1];
  if (deny !== undefined) return `A${deny.slice(1)} denies ${asked}: change it there; a grant alone does not help.`;
  return `Grant ${asked}${who ? ` to ${who}` : ''}${resource ? ` on ${resource}` : ''}.`;
}

/** The SDK's own error object carries the raw answer in hidden fields; only its name goes on. */
function toCause({ name, status }: Failure): Error {
  const cause = new Error(status === null ? 'no answer' : `HTTP ${status}`);
  cause.name = name;
  return cause;
}
