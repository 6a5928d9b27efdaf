import 'server-only';
import { toFailure } from '@/lib/aws/failure';
import { toAppError, type Call } from '@/lib/aws/to-app-error';
import { AppError } from '@/lib/domain/errors';
import { isRegionName } from '@/lib/domain/scope';

/** S3 names the bucket's region in a header, or in its sentence (S3 API Reference, "Error responses"). */
function findRegion(error: unknown, sentence: string): string | null {
  const response: unknown = error instanceof Error ? Reflect.get(error, '$response') : null;
  const headers: unknown = response && typeof response === 'object' ? Reflect.get(response, 'headers') : null;
  const told: unknown = headers && typeof headers === 'object' ? Reflect.get(headers, 'x-amz-bucket-region') : null;
  const found = typeof told === 'string' ? told : (/expecting '([a-z0-9-]+)'/.exec(sentence)?.[1] ?? '');
  return isRegionName(found) ? found : null;
}

const ELSEWHERE = new Set([
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  '301',
  'TemporaryRedirect',
  'Redirect',
]);

/** What no general sentence about AWS says: S3's refusals are about the bucket's name, region and owner, too. */
function toRemedy(error: unknown, call: Call, owner: string | null): string | null {
  const { name, sentence, status } = toFailure(error);
  if (name === 'NoSuchBucket') return 'There is no bucket of this name: correct it.';
  if (ELSEWHERE.has(name) || status === 301) {
    const region = findRegion(error, sentence);
    return region ? `The bucket is in ${region}: name that region.` : 'Name the region that the bucket is in.';
  }
  if (/kms:Decrypt/.test(sentence))
    return "Grant kms:Decrypt on the key that the trail encrypts with, in the role's policy and in the key's.";
  if (name !== 'AccessDenied' || /not authorized to perform/.test(sentence)) return null;
  const whose = owner === null ? '' : `, and see that the bucket belongs to account ${owner}`;
  return `Grant ${call.action} to the role, in the bucket's policy too where it is another account's${whose}.`;
}

/** Any error of a call to S3 as the one error of the contract. */
export function toBucketError(error: unknown, call: Call, owner: string | null): AppError {
  const told = toAppError(error, call);
  const remedy = error instanceof AppError ? null : toRemedy(error, call, owner);
  if (remedy === null || !told.problem) return told;
  return new AppError(told.code, told.message, {
    cause: told.cause,
    problem: { ...told.problem, remedy },
    remedy,
    awsRequestId: told.awsRequestId,
  });
}
