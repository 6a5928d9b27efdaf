import type { Call } from '@/lib/local-aws/call';
import type { Dialect } from '@/lib/local-aws/iam/authenticate';
import type { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { SignedRequest } from '@/lib/local-aws/wire/signature';
import type { Answer } from './answer';

export type Target = {
  service: string;
  operation: string;
  quota: { group: string; perSecond: number };
  run: (call: Call) => Answer;
};

/** How requests name their operation and how answers and refusals are written. */
export type Protocol = {
  dialect: Dialect;
  readTarget: (request: SignedRequest) => Target;
  toErrorAnswer: (error: AwsError, requestId: string) => Answer;
};
