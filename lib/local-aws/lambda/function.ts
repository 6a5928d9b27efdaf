import { partitionIn, partitionOf } from '@/lib/local-aws/world/partition';
import type { FunctionSettings } from '@/lib/local-aws/world/function-settings';
import type { Scope } from '@/lib/local-aws/world/scope';
import { hexOf, uuidOf } from '@/lib/local-aws/seed/hash';
import type { JsonObject } from '@/lib/local-aws/wire/json';

export type LambdaFunction = { arn: string; name: string; settings: FunctionSettings };

export const nameOfFunction = (arn: string) => arn.split(':')[6] ?? '';
export const logGroupOf = ({ name, settings }: LambdaFunction) => settings.logGroup ?? `/aws/lambda/${name}`;

export function listFunctions(scope: Scope): LambdaFunction[] {
  return [...scope.functions].map(([arn, settings]) => ({ arn, name: nameOfFunction(arn), settings }));
}

/** Name, partial ARN (`account:function:name`) or ARN, each perhaps with a qualifier (Lambda API Reference, FunctionName). */
export function toFunctionArn({ account, region }: Scope, id: string): string {
  const parts =
    /^(?:(?:arn:aws[a-z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(\d{12}):function:)?([A-Za-z0-9_-]+)(?::[\w$-]+)?$/.exec(
      id,
    );
  const [, otherRegion, otherAccount, name = id] = parts ?? [];
  return `arn:${partitionOf(otherRegion ?? region)}:lambda:${otherRegion ?? region}:${otherAccount ?? account}:function:${name}`;
}

/** The members of FunctionConfiguration that have a value here (Lambda API Reference, GetFunctionConfiguration). */
export function toConfiguration(fn: LambdaFunction): JsonObject {
  const { arn, name, settings } = fn;
  const [, , , , account = ''] = arn.split(':');
  const mark = (what: string) => hexOf(`${what} ${arn}`, 17);
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: settings.runtime ?? 'python3.12',
    Role: `arn:${partitionIn(arn)}:iam::${account}:role/service-role/${name}-role`,
    Handler: 'lambda_function.lambda_handler',
    CodeSize: 4_812_337,
    Description: 'Rotates a secret',
    Timeout: settings.timeoutSeconds ?? 30,
    MemorySize: 128,
    LastModified: '2025-03-18T09:14:26.000+0000',
    CodeSha256: Buffer.from(hexOf(`code ${arn}`, 64), 'hex').toString('base64'),
    Version: '$LATEST',
    VpcConfig: settings.vpcId === undefined
      ? undefined
      : { SubnetIds: [`subnet-${mark('a')}`, `subnet-${mark('b')}`], SecurityGroupIds: [`sg-${mark('c')}`], VpcId: settings.vpcId },
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: uuidOf(`revision ${arn}`),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(fn) },
  }; // prettier-ignore
}

/** Its resource policy, a JSON text; `undefined` where nobody was let in. */
export function toFunctionPolicy({ arn, settings }: LambdaFunction): string | undefined {
  if (settings.invocable === false) return undefined;
  const statement = {
    Sid: 'SecretsManagerAccess',
    Effect: 'Allow',
    Principal: { Service: 'secretsmanager.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: arn,
  };
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: [statement] });
}
