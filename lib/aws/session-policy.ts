import 'server-only';
import { FUNCTION_ACTIONS, LOG_ACTION } from '@/lib/domain/diagnosis/actions';
import { AppError } from '@/lib/domain/errors';
import { toViaServices } from '@/lib/domain/partition';
import { CANCEL_ACTION } from '@/lib/domain/roles/role-statements';
import type { Scope } from '@/lib/domain/scope';

/** STS API, AssumeRole, Policy: plain text of at most 2,048 characters. */
const LONGEST = 2_048;

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+$/;
/** CloudWatch Logs API, LogGroupName: nothing in it is a wildcard. */
const LOG_GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w$:-]+$/;

export type ActScope =
  | { act: 'reveal'; arn: string }
  | { act: 'rotate'; arn: string; rotationLambdaArn: string | null }
  | { act: 'recover'; arn: string }
  | { act: 'cancel'; arn: string }
  | { act: 'look'; functionArn: string }
  | { act: 'readLog'; logGroup: string };

// A wildcard in an ARN would widen the session beyond the one secret it is for.
function requireExact(arn: string, pattern: RegExp): string {
  if (!pattern.test(arn)) throw new AppError('invalid', 'The ARN is not that of one secret or one function.');
  return arn;
}

/**
 * What a session made for one act may do: that act on that ARN, and what AWS does with the caller's
 * rights for it (product.md, Reveal, exactly). The role's own policy still limits it further.
 */
export function toSessionPolicy(scope: Pick<Scope, 'region' | 'partition' | 'accountId'>, what: ActScope): string {
  const statements = toStatements(scope, what);
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  if (policy.length > LONGEST) throw new AppError('invalid', 'The session policy for this act would be too long.');
  return policy;
}

function toStatements(scope: Pick<Scope, 'region' | 'partition' | 'accountId'>, what: ActScope): object[] {
  if (what.act === 'look') {
    return [allow(FUNCTION_ACTIONS, requireExact(what.functionArn, FUNCTION_ARN))];
  }
  if (what.act === 'readLog') {
    const group = requireExact(what.logGroup, LOG_GROUP);
    const arn = `arn:${scope.partition}:logs:${scope.region}:${scope.accountId}:log-group:${group}`;
    return [allow(LOG_ACTION, [arn, `${arn}:*`])];
  }
  const arn = requireExact(what.arn, SECRET_ARN);
  const statements: object[] = [];
  if (what.act === 'reveal') {
    statements.push(allow('secretsmanager:GetSecretValue', arn), {
      ...allow('kms:Decrypt', `arn:${scope.partition}:kms:${scope.region}:*:key/*`),
      Condition: {
        StringEquals: {
          'kms:ViaService': toViaServices(scope.partition, scope.region),
          'kms:EncryptionContext:SecretARN': arn,
        },
      },
    });
  } else if (what.act === 'rotate') {
    statements.push(allow(['secretsmanager:RotateSecret', 'secretsmanager:DescribeSecret'], arn));
    if (what.rotationLambdaArn !== null)
      statements.push(allow('lambda:InvokeFunction', requireExact(what.rotationLambdaArn, FUNCTION_ARN)));
  } else if (what.act === 'cancel') {
    statements.push(allow(CANCEL_ACTION, arn));
  } else {
    statements.push(allow(['secretsmanager:UpdateSecretVersionStage', 'secretsmanager:DescribeSecret'], arn));
  }
  return statements;
}

const allow = (Action: string | readonly string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
