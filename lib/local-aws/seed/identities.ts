/** The accounts, regions, users and roles of the seeded world, as data: a demo's configuration is written from them. */
export type Account = {
  id: string;
  name: string;
  environment: 'prod' | 'staging' | 'dev';
  /** Nothing but this environment's secrets are in it. */
  dedicated: boolean;
};

/** Where the stories are told; a world may have fewer or more (`planAccounts`). */
export const accounts: readonly [Account, ...Account[]] = [
  { id: '111122223333', name: 'payments-prod', environment: 'prod', dedicated: true },
  { id: '222233334444', name: 'shared-staging', environment: 'staging', dedicated: false },
  { id: '333344445555', name: 'sandbox', environment: 'dev', dedicated: true },
];
export const regions: readonly [string, ...string[]] = ['eu-west-1', 'us-east-1'];

type SeedUser = {
  account: string;
  userName: string;
  accessKeyId: string;
  secretAccessKey: string;
  policy: object[];
};

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, Condition }); // prettier-ignore

/** What the dashboard itself runs as: it may do nothing but assume the four roles. Keys are made up and good only here. */
export const dashboardUser: SeedUser = {
  account: '111122223333',
  userName: 'keyledger-dashboard',
  accessKeyId: 'AKIALOCALKEYLEDGER01',
  secretAccessKey: 'local-only-key-of-the-dashboard-00000001',
  policy: [allow(['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'], 'arn:aws:iam::*:role/Keyledger*')],
};

/** One administrator an account, for the command line and for tests; numbered as the accounts are, from 1. */
export const adminOf = (account: string, number: number): SeedUser => ({
  account,
  userName: 'admin',
  accessKeyId: `AKIALOCALADMIN${String(number).padStart(6, '0')}`,
  secretAccessKey: `local-only-key-of-an-administrator-${String(number).padStart(5, '0')}`,
  policy: [allow('*')],
});
export const adminUsers: SeedUser[] = accounts.map(({ id }, index) => adminOf(id, index + 1));

/** May list and describe, and is refused every value: for trying a denial. */
export const viewerUser: SeedUser = {
  account: '111122223333',
  userName: 'viewer',
  accessKeyId: 'AKIALOCALVIEWER00001',
  secretAccessKey: 'local-only-key-of-a-viewer-0000000000001',
  policy: [
    allow(['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds', 'cloudtrail:LookupEvents']), // prettier-ignore
  ],
};

export const roleNames = { read: 'KeyledgerRead', reveal: 'KeyledgerReveal', rotate: 'KeyledgerRotate', recover: 'KeyledgerRecover' } as const; // prettier-ignore
export type RoleUse = keyof typeof roleNames;

export const roleArn = (account: string, use: RoleUse) => `arn:aws:iam::${account}:role/${roleNames[use]}`;

const dashboardArn = `arn:aws:iam::${dashboardUser.account}:user/${dashboardUser.userName}`;

/** An act is refused without a source identity: CloudTrail must know the person. Reading is the dashboard's own. */
function trustOf(use: RoleUse): object[] {
  const Condition = use === 'read' ? undefined : { StringLike: { 'sts:SourceIdentity': '*' } };
  return [
    {
      Effect: 'Allow',
      Principal: { AWS: dashboardArn },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition,
    },
  ];
}

function policyOf(account: string, use: RoleUse): object[] {
  const secrets = `arn:aws:secretsmanager:*:${account}:secret:*`;
  const viaService = { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } };
  if (use === 'read')
    return [
      allow(['secretsmanager:ListSecrets', 'cloudtrail:LookupEvents', 'account:ListRegions']),
      allow(
        ['secretsmanager:DescribeSecret', 'secretsmanager:ListSecretVersionIds', 'secretsmanager:GetResourcePolicy'],
        secrets,
      ),
      {
        Effect: 'Deny',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
        Resource: '*',
      },
    ];
  if (use === 'reveal')
    return [
      allow('secretsmanager:GetSecretValue', secrets),
      allow('kms:Decrypt', `arn:aws:kms:*:${account}:key/*`, viaService),
    ];
  if (use === 'rotate')
    return [
      allow(['secretsmanager:RotateSecret', 'secretsmanager:DescribeSecret'], secrets),
      allow(
        ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration', 'lambda:GetPolicy'],
        `arn:aws:lambda:*:${account}:function:*`,
      ),
      allow('logs:FilterLogEvents', `arn:aws:logs:*:${account}:log-group:/aws/lambda/*`),
      {
        Effect: 'Deny',
        Action: 'secretsmanager:RotateSecret',
        Resource: '*',
        Condition: { Bool: { 'secretsmanager:ModifyRotationRules': 'true' } },
      },
    ];
  const labels = { StringEquals: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] } };
  return [
    allow('secretsmanager:DescribeSecret', secrets),
    allow('secretsmanager:UpdateSecretVersionStage', secrets, labels),
    allow('secretsmanager:CancelRotateSecret', secrets),
  ];
}

type SeedRole = { account: string; roleName: string; trust: object[]; policy: object[] };

const uses: RoleUse[] = ['read', 'reveal', 'rotate', 'recover'];

/** The dashboard's four roles, which every account has. */
export const rolesOf = (account: string): SeedRole[] =>
  uses.map((use) => ({ account, roleName: roleNames[use], trust: trustOf(use), policy: policyOf(account, use) }));

/** Asks the organisation for its accounts: a role of the first account, which manages it. */
export const discoveryRole: SeedRole = {
  account: dashboardUser.account,
  roleName: 'KeyledgerDiscovery',
  trust: trustOf('read'),
  policy: [allow('organizations:ListAccounts')],
};

/** A partner's role, which asks for an external id. */
export const partnerRole: SeedRole = {
  account: '222233334444',
  roleName: 'PartnerAudit',
  trust: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'partner-4711' } },
    },
  ],
  policy: [allow(['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'])],
};
