/**
 * A refusal in AWS's words. `memberCase` is how the service spells the text's member in its JSON body: exceptions that
 * are in the service's model carry `Message`, the common ones (ValidationException, AccessDeniedException) `message`.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly memberCase: 'Message' | 'message';
  /** What CloudTrail writes as errorCode where it differs from the exception's name. */
  readonly trailCode: string;

  constructor(
    code: string,
    message: string,
    options: { status?: number; modelled?: boolean; trailCode?: string } = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.memberCase = options.modelled === true ? 'Message' : 'message';
    this.trailCode = options.trailCode ?? code;
  }
}

const modelled = { modelled: true };

export const notFound = (message = "Secrets Manager can't find the specified secret.") =>
  new AwsError('ResourceNotFoundException', message, modelled);
export const invalidRequest = (message: string) => new AwsError('InvalidRequestException', message, modelled);
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message, modelled);
export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message, modelled);
export const resourceExists = (message: string) => new AwsError('ResourceExistsException', message, modelled);
export const invalidNextToken = () =>
  new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.', modelled);
export const validation = (message: string) => new AwsError('ValidationException', message);
export const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');

/** CloudTrail drops "Exception" from this one code (aws-facts §2.3). */
export const accessDenied = (message: string) =>
  new AwsError('AccessDeniedException', message, { trailCode: 'AccessDenied' });

export const markedForDeletion = () =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
