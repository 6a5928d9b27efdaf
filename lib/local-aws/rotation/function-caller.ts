import { partitionIn } from '@/lib/local-aws/world/partition';
import { createHash } from 'node:crypto';
import { toSessionCaller, type Caller, type Role } from '@/lib/local-aws/iam/identity';
import { readPolicy } from '@/lib/local-aws/iam/policy';

const policies = [
  readPolicy({ Statement: [{ Effect: 'Allow', Action: ['secretsmanager:*', 'kms:*'], Resource: '*' }] }),
];

const mark = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase().slice(0, 16);

/** The role session in which a rotation function makes its calls: role and session bear the function's name. */
export function toFunctionCaller(functionArn: string, now: number): Caller {
  const [, , , , account = '', , name = ''] = functionArn.split(':');
  const role: Role = {
    account,
    arn: `arn:${partitionIn(functionArn)}:iam::${account}:role/service-role/${name}-role`,
    roleName: `${name}-role`,
    roleId: `AROA${mark(functionArn)}`,
    trust: { statements: [] },
    policies,
    maxSessionSeconds: 43_200,
  };
  const issuer = { sourceArn: functionArn, issuerType: 'AWS::Lambda::Function' };
  const session = { role, sessionName: name, issuedAt: now, expiresAt: now + 43_200_000, mfa: false, issuer };
  return toSessionCaller(session, `ASIA${mark(`${functionArn} ${Math.floor(now / 3_600_000)}`)}`);
}
