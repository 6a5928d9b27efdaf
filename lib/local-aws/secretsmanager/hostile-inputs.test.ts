import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';
import { secretsManagerOperations } from './operations';

const world = useLocalWorld({ secrets: 30 });

type Answer = { status: number; type: string; message: string };

/** Sends any body at all, rightly signed, as a call of an operation. */
async function send(operation: string, body: string): Promise<Answer> {
  const client = world.secrets();
  client.middlewareStack.add(
    (next) => async (args) => {
      const { request } = args;
      if (typeof request !== 'object' || request === null || !('headers' in request)) throw new Error('no request');
      Object.assign(request, { body });
      Object.assign(request.headers ?? {}, { 'x-amz-target': `secretsmanager.${operation}` });
      return next(args);
    },
    { step: 'serialize', priority: 'low' },
  );
  try {
    await client.send(new ListSecretsCommand({}));
    return { status: 200, type: '', message: '' };
  } catch (error) {
    if (!(error instanceof Error) || !('$metadata' in error)) throw error;
    const { httpStatusCode = 0 } = error.$metadata as { httpStatusCode?: number };
    return { status: httpStatusCode, type: error.name, message: error.message };
  }
}

const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
const long = 'a'.repeat(100_000);

const bodies: [what: string, body: string][] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['text', '"text"'],
  ['a list without end', deep],
  ['a number as id', '{"SecretId":1}'],
  ['a list as id', '{"SecretId":["a"]}'],
  ['an object as id', '{"SecretId":{"a":1}}'],
  ['null as id', '{"SecretId":null}'],
  ['an empty id', '{"SecretId":""}'],
  ['an endless id', `{"SecretId":"${long}"}`],
  ['a NUL', String.raw`{"SecretId":"a\u0000b","Name":"a\u0000b"}`],
  ['half a character', String.raw`{"SecretId":"\ud800","Name":"\ud800"}`],
  ['a path', '{"SecretId":"../../etc/passwd%00","Name":"a/../b?c"}'],
  ['a pattern', '{"SecretId":"*","Name":".*(a+)+$"}'],
  ['a prototype', '{"__proto__":{"SecretId":"a"},"constructor":{"prototype":1}}'],
  ['the name of a method', '{"SecretId":"constructor","Name":"__proto__ ","Filters":[{"Key":"constructor","Values":["a"]}]}'],
  ['half an ARN', '{"SecretId":"arn:aws:secretsmanager:::secret:"}'],
  ['an ARN of another service', '{"SecretId":"arn:aws:s3:::bucket"}'],
  ['an ARN of an account that is not here', '{"SecretId":"arn:aws:secretsmanager:eu-west-1:999999999999:secret:a-bbbbbb"}'],
  ['sizes that are none', '{"MaxResults":1e400,"PasswordLength":1.5,"RecoveryWindowInDays":"7"}'],
  ['sizes below nothing', '{"MaxResults":-1,"PasswordLength":-1,"SecretId":"a","RecoveryWindowInDays":-9e15}'],
  ['filters that are none', '{"Filters":[null,{"Key":"name"},{"Values":["a"]},3]}'],
  ['filters of filters', '{"Filters":{"Key":"name","Values":"a"}}'],
  ['a filter of patterns', '{"Filters":[{"Key":"name","Values":["(a+)+$","[","\\\\"]}]}'],
  ['a token of another world', '{"NextToken":"e30.AAAAAAAAAAAAAAAAAAAAAA","SecretId":"prod/payments/db","Filters":[{"Key":"name","Values":["a"]}]}'],
  ['a token of dots', `{"NextToken":"${'.'.repeat(4096)}","SecretId":"prod/payments/db"}`],
  ['tags that are none', '{"SecretId":"prod/payments/db","Name":"t","Tags":[{"Key":"a"},null,{"Value":"b"}],"TagKeys":[null]}'],
  ['tags of no name', '{"SecretId":"prod/payments/db","Name":"t","Tags":[{"Key":"","Value":""}],"TagKeys":[""]}'],
  ['a policy that is none', '{"SecretId":"prod/payments/db","ResourcePolicy":"[[[["}'],
  ['a policy of patterns', String.raw`{"SecretId":"prod/payments/db","ResourcePolicy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[{}]},\"Action\":[1],\"Condition\":[]}]}"}`],
  ['regions that are none', '{"SecretId":"prod/payments/db","Name":"r","AddReplicaRegions":[{},null,{"Region":"*"}],"RemoveReplicaRegions":[""]}'],
  ['rules that are none', '{"SecretId":"prod/payments/db","RotationRules":{"ScheduleExpression":"cron(* * * * ? *)","Duration":"h9"},"ClientRequestToken":"short"}'],
  ['bytes that are none', '{"SecretId":"prod/payments/db","Name":"b","SecretBinary":"***","SecretString":"","ClientRequestToken":"00000000-0000-4000-8000-000000000000"}'],
]; // prettier-ignore

const refusals = [
  'ValidationException', 'SerializationException', 'InvalidParameterException', 'InvalidRequestException', 'AccessDeniedException',
  'InvalidNextTokenException', 'ResourceNotFoundException', 'MalformedPolicyDocumentException', 'LimitExceededException',
]; // prettier-ignore

test.each(bodies)('%s is refused in AWS’s way by every operation, or does what it says', async (_what, body) => {
  for (const operation of secretsManagerOperations.keys()) {
    const { status, type, message } = await send(operation, body);
    const told = `${operation} answered ${status} ${type}`;
    expect(status === 200 || (status === 400 && refusals.includes(type)), told).toBe(true);
    expect(message.length, told).toBeLessThan(120_000);
  }
});

test('afterwards nothing that was there is other than it was', async () => {
  expect((await send('DescribeSecret', '{"SecretId":"prod/payments/db"}')).status).toBe(200);
  expect(Object.prototype).not.toHaveProperty('SecretId');
});
