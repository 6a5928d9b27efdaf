import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isSignedWith, readClaim, type SignedRequest } from '@/lib/local-aws/wire/signature';
import type { World } from '@/lib/local-aws/world/world';
import { partitionIn, partitionOf } from '@/lib/local-aws/world/partition';
import type { Caller } from './identity';
import { openSession } from './session-token';

/** The same refusals go by other names and statuses in the query protocol of STS (AWS "Common errors" pages). */
export type Dialect = {
  [K in 'missing' | 'unknownKey' | 'badSignature' | 'skewed' | 'expired' | 'incomplete']: [
    code: string,
    status: number,
  ];
};
export const jsonDialect: Dialect = {
  missing: ['MissingAuthenticationTokenException', 400],
  unknownKey: ['UnrecognizedClientException', 400],
  badSignature: ['InvalidSignatureException', 400],
  skewed: ['InvalidSignatureException', 400],
  expired: ['ExpiredTokenException', 400],
  incomplete: ['IncompleteSignatureException', 400],
};
export const queryDialect: Dialect = {
  missing: ['MissingAuthenticationToken', 403],
  unknownKey: ['InvalidClientTokenId', 403],
  badSignature: ['SignatureDoesNotMatch', 403],
  skewed: ['SignatureDoesNotMatch', 403],
  expired: ['ExpiredToken', 403],
  incomplete: ['IncompleteSignature', 400],
};
/** S3 API Reference, "Error responses". */
export const s3Dialect: Dialect = {
  missing: ['AccessDenied', 403],
  unknownKey: ['InvalidAccessKeyId', 403],
  badSignature: ['SignatureDoesNotMatch', 403],
  expired: ['ExpiredToken', 400],
  incomplete: ['AuthorizationHeaderMalformed', 400],
  skewed: ['RequestTimeTooSkewed', 403],
};

const skew = 5 * 60_000;
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function fail([code, status]: [string, number], message: string): AwsError {
  return new AwsError(code, message, { status });
}

function readTime(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const toStamp = (time: number) => new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

function requireFresh(stamp: string, now: number, dialect: Dialect): void {
  const time = readTime(stamp);
  if (Number.isNaN(time)) throw fail(dialect.incomplete, `Date must be in ISO-8601 'basic format'. Got '${stamp}'.`);
  const here = toStamp(now);
  if (time < now - skew)
    throw fail(
      dialect.skewed,
      `Signature expired: ${stamp} is now earlier than ${toStamp(now - skew)} (${here} - 5 min.)`,
    );
  if (time > now + skew)
    throw fail(
      dialect.skewed,
      `Signature not yet current: ${stamp} is still later than ${toStamp(now + skew)} (${here} + 5 min.)`,
    );
}

function findSecretKey(world: World, accessKeyId: string, token: string | undefined) {
  if (token === undefined) {
    const known = world.keys.get(accessKeyId);
    if (known === undefined) return undefined;
    const { user, key } = known;
    const caller: Caller = { kind: 'user', account: user.account, arn: user.arn, accessKeyId, user };
    return { caller, secret: key.secretAccessKey, expiresAt: Infinity };
  }
  return openSession(world, accessKeyId, token);
}

/**
 * Who signed this request, and for which region; throws in the words of the service's dialect. `nowFor` is the service's
 * clock in epoch milliseconds.
 */
export function authenticate(
  world: World,
  request: SignedRequest,
  service: string,
  dialect: Dialect,
  nowFor: (account: string, region: string) => number,
) {
  const { authorization, 'x-amz-date': stamp, 'x-amz-security-token': token } = request.headers;
  if (authorization === undefined)
    throw fail(
      dialect.missing,
      dialect === queryDialect ? 'Request is missing Authentication Token' : 'Missing Authentication Token',
    );
  const claim = readClaim(authorization);
  if (claim === undefined || typeof stamp !== 'string')
    throw fail(
      dialect.incomplete,
      "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters and the request an 'X-Amz-Date' header.",
    );
  const known = findSecretKey(world, claim.accessKeyId, typeof token === 'string' ? token : undefined);
  // Credentials of one partition are unknown in every other (AWS General Reference, "AWS partitions").
  if (known === undefined || partitionIn(known.caller.arn) !== partitionOf(claim.region))
    throw fail(dialect.unknownKey, 'The security token included in the request is invalid.');
  const now = nowFor(known.caller.account, claim.region);
  requireFresh(stamp, now, dialect);
  if (claim.service !== service)
    throw fail(dialect.badSignature, `Credential should be scoped to correct service: '${service}'.`);
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(claim.region))
    throw fail(dialect.badSignature, 'Credential should be scoped to a valid region.');
  if (!isSignedWith(known.secret, claim, request)) throw fail(dialect.badSignature, mismatch);
  if (known.expiresAt <= now) throw fail(dialect.expired, 'The security token included in the request is expired');
  return { caller: known.caller, region: claim.region };
}

/** Thrown at presigned requests, which no client of these services needs, before anything else is looked at. */
export const refusePresigned = (dialect: Dialect) =>
  fail(dialect.incomplete, 'Presigned requests are not spoken here: sign in the Authorization header.');
