import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { toAppError } from './to-app-error';

const call = { action: 'secretsmanager:ListSecrets', scopeId: '111122223333:eu-west-1' };

/** As the SDK throws what AWS's own body described. */
const aws = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } });

/** As the SDK throws where the body could not be read. */
const unreadable = (httpStatusCode: number, message = 'Unexpected token <'): Error =>
  Object.assign(new SyntaxError(message), { $metadata: { httpStatusCode } });

const node = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code, $metadata: {} });

const DENIED =
  'User: arn:aws:sts::111122223333:assumed-role/kl/s is not authorized to perform: secretsmanager:ListSecrets on resource: * because no identity-based policy allows the secretsmanager:ListSecrets action';

describe('toAppError', () => {
  it.each<[string, unknown, string, string]>([
    ['denied', aws('AccessDeniedException', DENIED), 'upstream', 'denied'],
    ['denied, as STS says it', aws('AccessDenied', DENIED, 403), 'upstream', 'denied'],
    ['throttled', aws('ThrottlingException', 'Rate exceeded'), 'throttled', 'throttled'],
    ['throttled by status', aws('Whatever', 'slow down', 429), 'throttled', 'throttled'],
    [
      'not found',
      aws('ResourceNotFoundException', "Secrets Manager can't find the specified secret."),
      'not_found',
      'unknown',
    ],
    ['lost token', aws('InvalidNextTokenException', 'Invalid token'), 'conflict', 'protocol'],
    ['lost token of CloudTrail', aws('InvalidNextToken', 'Invalid token'), 'conflict', 'protocol'],
    [
      'rotation going on',
      aws('InvalidRequestException', "A previous rotation isn't complete. That rotation will be reattempted."),
      'conflict',
      'unknown',
    ],
    [
      'rotation not configured',
      aws('InvalidRequestException', 'No Lambda rotation function ARN is associated with this secret.'),
      'upstream',
      'denied',
    ],
    [
      'expired',
      aws('ExpiredTokenException', 'The security token included in the request is expired'),
      'upstream',
      'expired',
    ],
    [
      'unknown key',
      aws('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'upstream',
      'expired',
    ],
    [
      'clock',
      aws('InvalidSignatureException', 'Signature expired: 20261123T1 is now earlier than …'),
      'upstream',
      'expired',
    ],
    ['clock ahead', aws('SignatureDoesNotMatch', 'Signature not yet current: …', 403), 'upstream', 'expired'],
    [
      'no credentials',
      Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' }),
      'upstream',
      'expired',
    ],
    ['region off', aws('OptInRequired', 'The AWS Access Key Id needs a subscription', 403), 'upstream', 'region_off'],
    [
      'key disabled',
      aws('DecryptionFailure', "Secrets Manager can't decrypt the protected secret text"),
      'upstream',
      'denied',
    ],
    ['call not known', aws('UnknownOperationException', 'UnknownError', 404), 'upstream', 'unsupported'],
    ['not implemented', aws('InternalFailure', 'not yet implemented', 501), 'upstream', 'unsupported'],
    ['fault of AWS', aws('InternalServiceError', 'An error occurred', 500), 'unavailable', 'unknown'],
    ['gateway page', unreadable(502), 'unavailable', 'protocol'],
    ['proxy refuses', unreadable(403), 'upstream', 'protocol'],
    ['nothing there', unreadable(404), 'upstream', 'unsupported'],
    ['cut off', unreadable(200), 'upstream', 'protocol'],
    ['refused', node('ECONNREFUSED'), 'unavailable', 'unreachable'],
    ['reset', node('ECONNRESET'), 'unavailable', 'unreachable'],
    ['no such host', node('ENOTFOUND'), 'unavailable', 'unreachable'],
    ['certificate', node('CERT_HAS_EXPIRED'), 'unavailable', 'unreachable'],
    ['untrusted', node('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'unavailable', 'unreachable'],
    ['timeout', Object.assign(new Error('too slow'), { name: 'TimeoutError' }), 'unavailable', 'unreachable'],
    [
      'several addresses',
      new AggregateError([node('ECONNREFUSED'), node('ECONNREFUSED')]),
      'unavailable',
      'unreachable',
    ],
    ['anything', new Error('?'), 'upstream', 'unknown'],
    ['no error at all', 'a string', 'upstream', 'unknown'],
    ['undefined', undefined, 'upstream', 'unknown'],
  ])('%s', (_, error, code, problem) => {
    const mapped = toAppError(error, call);
    expect(mapped).toMatchObject({ code, problem: { code: problem } });
    expect(mapped.problem?.remedy).toMatch(/\w{3,}.*\.$/);
    expect(mapped.message).toContain('secretsmanager:ListSecrets in 111122223333:eu-west-1');
  });

  it("takes AWS's refusal for ours to mend, never for the person's", () => {
    expect(toAppError(aws('AccessDeniedException', DENIED), call).code).not.toBe('forbidden');
  });

  it.each([
    [DENIED, 'Grant secretsmanager:ListSecrets to arn:aws:sts::111122223333:assumed-role/kl/s on *.'],
    [
      'User: arn:aws:iam::1:user/u is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:x with an explicit deny in a service control policy',
      'A service control policy denies kms:Decrypt: change it there; a grant alone does not help.',
    ],
    [
      'User: arn:aws:iam::1:user/u is not authorized to perform: kms:Decrypt with an explicit deny in an identity-based policy',
      'An identity-based policy denies kms:Decrypt: change it there; a grant alone does not help.',
    ],
    [
      'Access to KMS is not allowed',
      "Grant kms:Decrypt on the secret's key, in the role's policy and in the key's policy.",
    ],
    ['Access Denied', 'Grant secretsmanager:ListSecrets.'],
  ])('names what is missing in %j', (message, remedy) => {
    expect(toAppError(aws('AccessDeniedException', message), call).remedy).toBe(remedy);
  });

  it('says when to come back', () => {
    expect(toAppError(aws('ThrottlingException', ''), call).retryAfterSeconds).toBeGreaterThan(0);
    expect(toAppError(node('ECONNREFUSED'), call).retryAfterSeconds).toBeGreaterThan(0);
  });

  it('passes our own errors on as they are', () => {
    const own = new AppError('conflict', 'ours');
    expect(toAppError(own, call)).toBe(own);
  });

  it('carries nothing of an answer that could not be read', () => {
    const body = '{"SecretString":"CANARY-123"';
    const hostile = unreadable(200, `Unexpected end of JSON input, "${body}" is not valid JSON`);
    Object.defineProperty(hostile, '$responseBodyText', { value: body });
    Object.defineProperty(hostile, '$response', { value: { body } });
    const mapped = toAppError(hostile, call);
    expect(inspect(mapped, { depth: 9, showHidden: true })).not.toContain('CANARY');
    expect(JSON.stringify([mapped, mapped.problem, mapped.cause])).not.toContain('CANARY');
  });

  it('cuts a sentence that has no end', () => {
    expect(toAppError(aws('AccessDeniedException', 'x'.repeat(100_000)), call).message.length).toBeLessThan(1_000);
  });
});
