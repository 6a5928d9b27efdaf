import type { Session } from '@/lib/local-aws/iam/identity';
import { hash32, hexOf, uuidOf } from './hash';

/** How the sessions of one kind of actor look (aws-facts §2.4); `who` is the workload or the person. */
export type Kind = {
  roleName: (who: string) => string;
  path?: string;
  sessionName: (who: string, day: number) => string;
  userAgent: string;
  extra?: (who: string, account: string, region: string) => Partial<Session>;
  /** People and CI come from outside; workloads from inside. */
  outside?: boolean;
  /** The service whose name stands for address and agent. */
  service?: string;
};

const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const goSdk = 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.1';
const boto = 'Boto3/1.40.2 md/Botocore#1.40.2 ua/2.1 os/linux lang/python#3.12.6';
const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.18.0';
const cli = 'aws-cli/2.31.22 md/awscrt#0.28.2 ua/2.1 os/macos#25.1.0 md/command#secretsmanager.get-secret-value';

const cluster = (_who: string, account: string, region: string) => ({
  webIdentityProvider: `arn:aws:iam::${account}:oidc-provider/oidc.eks.${region}.amazonaws.com/id/4C8E1F0A9B7D`,
});
const github = (account: string) => `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;

/** A permission set of IAM Identity Center: the role is the set's, the session is named after the person. */
const permissionSet = (name: string, userAgent: string, extra?: Partial<Session>): Kind => ({
  roleName: () => `AWSReservedSSO_${name}`,
  path: 'aws-reserved/sso.amazonaws.com/eu-west-1/',
  sessionName: (who) => who,
  userAgent,
  extra: () => extra ?? {},
  outside: true,
});

const workloads = {
  lambda: {
    roleName: (who) => `${who}-lambda-role`,
    path: 'service-role/',
    sessionName: (who) => who,
    userAgent: 'aws-sdk-js/3.940.0 ua/2.1 os/linux lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x',
    extra: (who, account, region) => ({
      issuer: { issuerType: 'AWS::Lambda::Function', sourceArn: `arn:aws:lambda:${region}:${account}:function:${who}` },
    }),
  },
  ecs: {
    roleName: (who) => `${who}-task-role`,
    sessionName: (who, day) => hexOf(`${who} task ${Math.floor(day / 5)}`, 32),
    userAgent: `${boto} exec-env/AWS_ECS_FARGATE`,
  },
  eks: {
    roleName: (who) => `eks-${who}`,
    sessionName: (who, day) => `botocore-session-${1_700_000_000 + (hash32(`${who}${Math.floor(day / 9)}`) % 1e7)}`,
    userAgent: boto,
    extra: cluster,
  },
  pod: {
    roleName: (who) => `${who}-pod-role`,
    sessionName: (who, day) => `eks-apps-${who}-${uuidOf(`${who} pod ${Math.floor(day / 7)}`)}`,
    userAgent: `${goSdk} md/GOOS#linux md/GOARCH#amd64`,
  },
  csi: {
    roleName: (who) => `eks-${who}`,
    sessionName: (who) => `secrets-store-csi-${who}`.slice(0, 64),
    userAgent: `${goSdk} secrets-store-csi-driver-provider-aws/2.1.1`,
    extra: cluster,
  },
  ec2: {
    roleName: (who) => `${who}-instance-role`,
    sessionName: (who) => `i-0${hexOf(who, 16)}`,
    userAgent: `${goSdk} md/GOOS#linux md/GOARCH#arm64`,
    extra: () => ({ ec2: true }),
  },
  codebuild: {
    roleName: (who) => `codebuild-${who}-service-role`,
    sessionName: (who, day) => `AWSCodeBuild-${uuidOf(`${who} build ${day}`)}`,
    userAgent: `${boto} exec-env/AWS_ECS_EC2`,
  },
  poller: {
    roleName: () => 'external-secrets',
    sessionName: () => 'external-secrets-provider-aws',
    userAgent: `${goSdk} external-secrets/0.20.4`,
    extra: cluster,
  },
  eventBridge: {
    roleName: () => 'AWSServiceRoleForAmazonEventBridgeApiDestinations',
    path: 'aws-service-role/apidestinations.events.amazonaws.com/',
    sessionName: (who) => who,
    userAgent: 'events.amazonaws.com',
    service: 'events.amazonaws.com',
  },
} satisfies Record<string, Kind>;

const pipelines = {
  ci: {
    roleName: (who) => `github-actions-${who}`,
    sessionName: () => 'GitHubActions',
    userAgent: terraform,
    extra: (_who, account) => ({ webIdentityProvider: github(account) }),
    outside: true,
  },
  /** A session named after its repository and run, with the claims of its token. */
  githubRepo: {
    roleName: (who) => `gha-${who}`,
    sessionName: (who, day) => `${who}-${18_000_000_000 + day * 1000 + (hash32(`${who} run ${day}`) % 1000)}`,
    userAgent:
      'aws-cli/2.31.22 md/awscrt#0.28.2 ua/2.1 os/linux#6.11.0-azure md/command#secretsmanager.get-secret-value',
    extra: (who, account) => ({
      webIdentityProvider: github(account),
      webIdentityAttributes: { sub: `repo:example-shop/${who}:ref:refs/heads/main`, aud: 'sts.amazonaws.com' },
    }),
    outside: true,
  },
} satisfies Record<string, Kind>;

const people = {
  person: permissionSet('PowerUser_7a1c5e0b93d2f684', browser, { fromConsole: true }),
  personCli: permissionSet('Developer_0f9d2c7be4516a38', cli),
  adminConsole: permissionSet('AdministratorAccess_c41b7e92f0a6d358', browser, { fromConsole: true }),
  dbaCli: permissionSet('DatabaseAdmin_5e8d03fa71c2b946', cli),
  securityAudit: permissionSet('SecurityAudit_92fe4c1d8b30a765', browser, { fromConsole: true }),
  breakGlass: permissionSet('BreakGlass_e07a6d5431fbc298', `${cli} exec-env/CloudShell`),
} satisfies Record<string, Kind>;

/** The ways in which sessions meet Secrets Manager. */
export const kinds = { ...workloads, ...pipelines, ...people } satisfies Record<string, Kind>;

/** Without a role of their own: IAM users, one of them in wrong hands, root, and a token of GetFederationToken. */
export type ActorName = keyof typeof kinds | 'user' | 'stolenKey' | 'root' | 'federated';
