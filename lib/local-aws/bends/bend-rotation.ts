import type { Call } from '@/lib/local-aws/call';
import { secretsManagerOperations } from '@/lib/local-aws/secretsmanager/operations';
import { AwsError, invalidRequest } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import type { Bend } from './bend';
import type { Bending } from './exchange';

function run(call: Call, name: string, input: JsonObject): JsonObject {
  const operation = secretsManagerOperations.get(name);
  if (operation === undefined) throw new AwsError('UnknownOperationException', '');
  return operation.run(call, input);
}

const rotations =
  (bend: Bending): Bending =>
  (exchange) =>
    exchange.operation === 'RotateSecret' ? bend(exchange) : exchange.ask(exchange.input);

/** Bends of RotateSecret, as imitators without functions do it (aws-facts §7.8). */
export const rotationBends: Partial<Record<Bend, Bending>> = {
  'pending-rejected-inverse': rotations(({ call, input, ask }) => {
    const { VersionIdsToStages: stages } = run(call, 'DescribeSecret', { SecretId: input.SecretId });
    const together = Object.values(isJsonObject(stages) ? stages : {}).some(
      (labels) => Array.isArray(labels) && labels.includes('AWSCURRENT') && labels.includes('AWSPENDING'),
    );
    if (together) throw invalidRequest('Previous rotation request is still in progress.');
    return ask(input);
  }),
  'rotate-ends-at-once': rotations(({ call, input }) => {
    const { ARN, Name, VersionId } = run(call, 'PutSecretValue', {
      SecretId: input.SecretId,
      ClientRequestToken: input.ClientRequestToken,
      SecretString: '{"rotated":true}',
      VersionStages: ['AWSCURRENT', 'AWSPENDING'],
    });
    return { ARN, Name, VersionId };
  }),
};
