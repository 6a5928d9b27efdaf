import { keyArnIn } from '@/lib/local-aws/kms/key-arn';
import { defineOperation } from '@/lib/local-aws/operation';
import { touch } from '@/lib/local-aws/world/scope';
import { versionWith, type Secret } from '@/lib/local-aws/world/secret';
import { addVersion, requireToken, toContent } from './add-version';
import { externalType } from './external-secret';
import { description, kmsKeyId, secretBinary, secretId, secretString, token } from './members';
import { reachLiveSecret } from './reach-secret';
import { requireDecrypt, requireEncrypt, requireKeyForAccount } from './use-key';
import { requireOwn, requirePrimary } from './require-primary';

/** The versions in use are encrypted anew, those without AWS's own labels are not (service model, KmsKeyId). */
function setKey(secret: Secret, key: string): void {
  secret.kmsKeyId = key === '' ? undefined : key;
  for (const version of secret.versions.values())
    if (['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'].some((label) => version.stages.has(label)))
      version.kmsKeyIds = [secret.kmsKeyId ?? 'DefaultEncryptionKey'];
}

/** UpdateSecret: metadata, and a new current version if it is given a value; an empty KmsKeyId is aws/secretsmanager. */
export const updateSecret = defineOperation({
  name: 'UpdateSecret',
  source: 'secretsmanager.amazonaws.com',
  readOnly: false,
  quota: { group: 'PutSecretValue', perSecond: 50 },
  input: {
    SecretId: secretId,
    ClientRequestToken: token,
    Description: description,
    KmsKeyId: kmsKeyId,
    SecretString: secretString,
    SecretBinary: secretBinary,
    Type: externalType,
  },
  shows: ['SecretId', 'ClientRequestToken', 'Description', 'KmsKeyId', 'Type'],
  responds: (output) => ({ arn: output.ARN, name: output.Name, versionId: output.VersionId }),
  act: (call, input) => {
    const { scope, secret } = reachLiveSecret(call, 'UpdateSecret', input.SecretId, {
      'secretsmanager:KmsKeyArn':
        input.KmsKeyId === undefined || input.KmsKeyId === '' ? undefined : [keyArnIn(call.scope, input.KmsKeyId)],
      'secretsmanager:Type': input.Type === undefined || input.Type === '' ? undefined : [input.Type],
    });
    requirePrimary(secret);
    requireOwn(secret);
    const content = toContent(input);
    const id = content === undefined ? undefined : requireToken(input.ClientRequestToken);
    if (content !== undefined) requireKeyForAccount(call, secret);
    const { KmsKeyId: newKey } = input;
    const key = newKey === undefined ? secret.kmsKeyId : newKey || undefined;
    const { arn, account, region } = secret;
    // Under a new key the present value is encrypted anew, so both keys must be at hand (service model, KmsKeyId).
    const current = versionWith(secret, 'AWSCURRENT');
    if (newKey !== undefined && current?.content !== undefined) requireDecrypt(call, secret, current);
    const written = id ?? (newKey === undefined ? undefined : current?.id);
    if (written !== undefined) requireEncrypt(call, { arn, account, region, kmsKeyId: key }, written);
    if (input.Description !== undefined) secret.description = input.Description;
    if (input.KmsKeyId !== undefined) setKey(secret, input.KmsKeyId);
    if (input.Type !== undefined)
      secret.external = input.Type === '' ? undefined : { ...secret.external, type: input.Type };
    if (content !== undefined && id !== undefined) addVersion(scope, secret, id, content, ['AWSCURRENT'], call.now);
    touch(scope, secret, call.now);
    return { ARN: secret.arn, Name: secret.name, VersionId: id };
  },
});
