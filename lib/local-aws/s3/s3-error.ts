import { AwsError } from '@/lib/local-aws/wire/aws-error';

export const fail = (code: string, status: number, message: string) => new AwsError(code, message, { status });

/** Refusals in S3's own words (S3 API Reference, "Error responses"). */
export const noSuchBucket = () => fail('NoSuchBucket', 404, 'The specified bucket does not exist');
export const noSuchKey = () => fail('NoSuchKey', 404, 'The specified key does not exist.');
export const invalidArgument = (message: string) => fail('InvalidArgument', 400, message);
export const invalidRange = () => fail('InvalidRange', 416, 'The requested range is not satisfiable');
export const notAllowed = () =>
  fail('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.');
export const notImplemented = () =>
  fail('NotImplemented', 501, 'A header you provided implies functionality that is not implemented');

/** Signed for another region than the bucket's, which it names: from that clients learn where to ask again. */
export class WrongRegion extends AwsError {
  readonly region: string;

  constructor(found: string, region: string) {
    const what = `the region '${found}' is wrong; expecting '${region}'`;
    super('AuthorizationHeaderMalformed', `The authorization header is malformed; ${what}`, { status: 400 });
    this.region = region;
  }
}

/** What other services say by other names. */
const renamed: Record<string, [code: string, status: number]> = {
  AccessDeniedException: ['AccessDenied', 403],
  ThrottlingException: ['SlowDown', 503],
  InternalFailure: ['InternalError', 500],
  ServiceUnavailable: ['ServiceUnavailable', 503],
};

export function toS3Code({ code, status }: AwsError): { code: string; status: number } {
  const [named, as] = renamed[code] ?? [code, status];
  return { code: named, status: as };
}
