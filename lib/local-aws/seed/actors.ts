import type { Actor } from '@/lib/local-aws/cloudtrail/actor';
import { toSessionCaller, type Role, type User } from '@/lib/local-aws/iam/identity';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { kinds, type ActorName, type Kind } from './actor-kinds';
import { awsId, hash32 } from './hash';

const hour = 3_600_000;

export type Seen = { caller: Actor; sourceIp: string; userAgent: string };

const everything = [
  readPolicy({ Statement: [{ Effect: 'Allow', Action: ['secretsmanager:*', 'kms:Decrypt'], Resource: '*' }] }),
];

function addressOf(text: string, outside: boolean): string {
  const number = hash32(`address ${text}`);
  return outside
    ? `203.0.113.${1 + (number % 250)}`
    : `10.${(number >>> 8) % 60}.${(number >>> 16) % 250}.${1 + (number % 250)}`;
}

function toUser(account: string, who: string, root = false): User {
  const arn = root ? `arn:aws:iam::${account}:root` : `arn:aws:iam::${account}:user/${who}`;
  return { account, arn, userName: who, userId: awsId('AIDA', arn), policies: everything, keys: [], root };
}

function seeUser(actor: 'user' | 'stolenKey' | 'root', account: string, who: string): Seen {
  const user = toUser(account, who, actor === 'root');
  const { arn } = user;
  const caller = { kind: 'user', account, arn, accessKeyId: awsId('AKIA', arn), user } as const;
  // The same key, from an address of its own and by another tool.
  if (actor === 'stolenKey')
    return { caller, sourceIp: '198.51.100.23', userAgent: 'Boto3/1.28.57 md/Botocore#1.31.57 ua/2.0 os/linux#6.6.9-amd64 md/arch#x86_64 lang/python#3.11.8' }; // prettier-ignore
  const userAgent =
    actor === 'root' ? kinds.person.userAgent : 'aws-sdk-java/1.12.780 Linux/5.10.240 OpenJDK_64-Bit_Server_VM/11.0.28';
  return { caller, sourceIp: addressOf(arn, true), userAgent };
}

function seeFederated(account: string, who: string, issuedAt: number): Seen {
  const issuer = toUser(account, 'support-portal');
  const accessKeyId = awsId('ASIA', `${issuer.arn} ${who} ${issuedAt}`);
  const caller = { kind: 'federated', issuer, name: who, accessKeyId, issuedAt } as const;
  return { caller, sourceIp: addressOf(who, true), userAgent: kinds.person.userAgent };
}

/** An identity as a record of this moment shows it: its session changes with the days, its role does not. */
export function seeActor(actor: ActorName, who: string, account: string, region: string, time: number): Seen {
  const issuedAt = time - (time % (6 * hour));
  if (actor === 'federated') return seeFederated(account, who, issuedAt);
  if (actor === 'user' || actor === 'stolenKey' || actor === 'root') return seeUser(actor, account, who);
  const kind: Kind = kinds[actor];
  const roleName = kind.roleName(who);
  const arn = `arn:aws:iam::${account}:role/${kind.path ?? ''}${roleName}`;
  const role: Role = {
    account,
    arn,
    roleName,
    roleId: awsId('AROA', arn),
    trust: { statements: [] },
    policies: everything,
    maxSessionSeconds: 43_200,
  };
  const sessionName = kind.sessionName(who, Math.floor(time / (24 * hour)));
  const session = {
    role,
    sessionName,
    issuedAt,
    expiresAt: issuedAt + 12 * hour,
    mfa: false,
    ...kind.extra?.(who, account, region),
  };
  const caller = toSessionCaller(session, awsId('ASIA', `${arn} ${sessionName} ${issuedAt}`));
  const sourceIp = kind.service ?? addressOf(`${arn} ${sessionName}`, kind.outside === true);
  return { caller, sourceIp, userAgent: kind.userAgent };
}
