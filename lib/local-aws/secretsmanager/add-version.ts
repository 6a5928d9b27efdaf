import { abandonRotation } from '@/lib/local-aws/rotation/rotation-events';
import { nextRotation } from '@/lib/local-aws/rotation/schedule';
import { invalidParameter, invalidRequest, limitExceeded, resourceExists } from '@/lib/local-aws/wire/aws-error';
import { dropDeprecated, moveLabel, requireFewLabels } from '@/lib/local-aws/world/labels';
import { touch, type Scope } from '@/lib/local-aws/world/scope';
import { versionWith, type Content, type Secret, type Version } from '@/lib/local-aws/world/secret';
import { recordPruned } from './housekeeping-events';

export type Value = { SecretString?: string | undefined; SecretBinary?: string | undefined };

/** The value of a request; `undefined` if it has none. Both forms at once are refused, and what is over 64 KiB. */
export function toContent({ SecretString: text, SecretBinary: binary }: Value): Content | undefined {
  if (text !== undefined && binary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (text !== undefined && Buffer.byteLength(text) > 65_536)
    throw limitExceeded('The secret value is larger than 65536 bytes.');
  if (binary !== undefined) return { SecretBinary: binary };
  return text === undefined ? undefined : { SecretString: text };
}

/** The token that becomes the version's id; the SDKs make one, a bare request must (recorded: test_no_client_request_token). */
export function requireToken(token: string | undefined): string {
  if (token === undefined)
    throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.');
  return token;
}

export const isSame = (a: Content, b: Content) => JSON.stringify(a) === JSON.stringify(b);

export const tokenInUse = ({ arn }: Secret, token: string) =>
  resourceExists(
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
  );

/**
 * Adds a version under its token, or does nothing when the token already stands for the same value; the labels move to
 * it. An empty version that a rotation made is filled. A value put by hand ends a running rotation (aws-facts §1.5).
 */
export function addVersion(
  scope: Scope,
  secret: Secret,
  token: string,
  content: Content,
  stages: string[],
  now: number,
): Version {
  const known = secret.versions.get(token);
  if (known?.content !== undefined) {
    if (isSame(known.content(), content)) return known;
    throw tokenInUse(secret, token);
  }
  requireFewLabels(secret, stages);
  if (secret.running !== undefined && secret.running !== token) abandonRotation(scope, secret);
  const kmsKeyIds = [secret.kmsKeyId ?? 'DefaultEncryptionKey'];
  const version: Version = known ?? { id: token, stages: new Set(), created: now, kmsKeyIds };
  version.content = () => content;
  secret.versions.set(token, version);
  // The first value of a secret is current whatever labels it was given: AWSCURRENT always exists.
  const labels = versionWith(secret, 'AWSCURRENT') === undefined ? new Set([...stages, 'AWSCURRENT']) : stages;
  for (const label of labels) moveLabel(secret, label, version);
  if (stages.includes('AWSCURRENT') && secret.rotation?.enabled === true)
    secret.rotation.next = nextRotation(secret.rotation.rules, now);
  for (const id of dropDeprecated(secret, now)) recordPruned(scope, secret, id);
  touch(scope, secret, now);
  return version;
}
