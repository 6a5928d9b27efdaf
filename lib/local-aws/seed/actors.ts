import { toSessionCaller, type Caller, type Role, type Session } from '@/lib/local-aws/iam/identity';
import { readPolicy } from '@/lib/local-aws/iam/policy';
import { awsId, hash32, hexOf } from './hash';

const hour = 3_600_000;

type Kind = {
  roleName: (who: string) => string;
  path?: string;
  sessionName: (who: string, day: number) => string;
  userAgent: string;
  extra?: (who: string, account: string, region: string) => Partial<Session>;
  /** People and CI come from outside; workloads from inside. */
  outside?: boolean;
};

const issuerOf = (type: string, arn: string) => ({ issuer: { issuerType: type, sourceArn: arn } });

/** The ways in which identities meet Secrets Manager (aws-facts §2.4); `who` is the workload or the person. */
const kinds = {
  lambda: {
    roleName: (who) => `${who}-lambda-role`,
    path: 'service-role/',
    sessionName: (who) => who,
    userAgent: 'aws-sdk-js/3.940.0 ua/2.1 os/linux lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x',
    extra: (who, account, region) =>
      issuerOf('AWS::Lambda::Function', `arn:aws:lambda:${region}:${account}:function:${who}`),
  },
  ecs: {
    roleName: (who) => `${who}-task-role`,
    sessionName: (who, day) => hexOf(`${who} task ${Math.floor(day / 5)}`, 32),
    userAgent: 'Boto3/1.40.2 md/Botocore#1.40.2 ua/2.1 os/linux lang/python#3.12.6 exec-env/AWS_ECS_FARGATE',
  },
  eks: {
    roleName: (who) => `eks-${who}`,
    sessionName: (who, day) => `botocore-session-${1_700_000_000 + (hash32(`${who}${Math.floor(day / 9)}`) % 1e7)}`,
    userAgent: 'Boto3/1.40.2 md/Botocore#1.40.2 ua/2.1 os/linux lang/python#3.12.6',
    extra: (_who, account, region) => ({
      webIdentityProvider: `arn:aws:iam::${account}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/4C8E1F0A9B7D`,
    }),
  },
  ec2: {
    roleName: (who) => `${who}-instance-role`,
    sessionName: (who) => `i-0${hexOf(who, 16)}`,
    userAgent: 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#arm64',
    extra: () => ({ ec2: true }),
  },
  ci: {
    roleName: (who) => `github-actions-${who}`,
    sessionName: () => 'GitHubActions',
    userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.18.0',
    extra: (_who, account) => ({
      webIdentityProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
    }),
    outside: true,
  },
  person: {
    roleName: () => 'AWSReservedSSO_PowerUser_7a1c5e0b93d2f684',
    path: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
    sessionName: (who) => who,
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    extra: () => ({ fromConsole: true }),
    outside: true,
  },
  personCli: {
    roleName: () => 'AWSReservedSSO_Developer_0f9d2c7be4516a38',
    path: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
    sessionName: (who) => who,
    userAgent: 'aws-cli/2.31.22 md/awscrt#0.28.2 ua/2.1 os/macos#25.1.0 md/command#secretsmanager.get-secret-value',
    outside: true,
  },
  poller: {
    roleName: () => 'external-secrets',
    sessionName: () => 'external-secrets-provider-aws',
    userAgent: 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.1 external-secrets/0.20.4',
    extra: (_who, account, region) => ({
      webIdentityProvider: `arn:aws:iam::${account}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/4C8E1F0A9B7D`,
    }),
  },
} satisfies Record<string, Kind>;

export type ActorName = keyof typeof kinds | 'user' | 'root';
export type Seen = { caller: Caller; sourceIp: string; userAgent: string };

const everything = [
  readPolicy({ Statement: [{ Effect: 'Allow', Action: ['secretsmanager:*', 'kms:Decrypt'], Resource: '*' }] }),
];

function addressOf(text: string, outside: boolean): string {
  const number = hash32(`address ${text}`);
  return outside
    ? `203.0.113.${1 + (number % 250)}`
    : `10.${(number >>> 8) % 60}.${(number >>> 16) % 250}.${1 + (number % 250)}`;
}

function seeUser(account: string, who: string, root: boolean): Seen {
  const arn = root ? `arn:aws:iam::${account}:root` : `arn:aws:iam::${account}:user/${who}`;
  const accessKeyId = awsId('AKIA', arn);
  const user = { account, arn, userName: who, userId: awsId('AIDA', arn), policies: everything, keys: [], root };
  const userAgent = root
    ? kinds.person.userAgent
    : 'aws-sdk-java/1.12.780 Linux/5.10.240 OpenJDK_64-Bit_Server_VM/11.0.28';
  return { caller: { kind: 'user', account, arn, accessKeyId, user }, sourceIp: addressOf(arn, true), userAgent };
}

/** An identity as a record of this moment shows it: its session changes with the days, its role does not. */
export function seeActor(actor: ActorName, who: string, account: string, region: string, time: number): Seen {
  if (actor === 'user' || actor === 'root') return seeUser(account, who, actor === 'root');
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
  const issuedAt = time - (time % (6 * hour));
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
  return { caller, sourceIp: addressOf(`${arn} ${sessionName}`, kind.outside === true), userAgent: kind.userAgent };
}
