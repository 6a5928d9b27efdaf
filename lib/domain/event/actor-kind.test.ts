import { expect, test } from 'vitest';
import { ACCOUNT, ROLE, assumedRole, context, serviceRecord, trailRecord } from '@/lib/domain/testing/trail-record';
import { normaliseRecord } from './normalise-record';

const sso = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_DevAdmin_0123456789abcdef`;
const own = `arn:aws:iam::${ACCOUNT}:role/keyledger/reveal`;
const linked = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`;
const user = (more: object = {}) => ({
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: `arn:aws:iam::${ACCOUNT}:user/team/ana`,
  accountId: ACCOUNT,
  accessKeyId: 'AKIAEXAMPLE',
  userName: 'ana',
  ...more,
});
const inScope = (issuerType: string, sourceArn: string, session = 'x') => ({
  ...assumedRole(session),
  inScopeOf: { issuerType, sourceArn, sourceAccount: ACCOUNT },
});
const web = (host: string, attributes: object = {}) =>
  assumedRole('botocore-session-1', {
    webIdFederationData: { federatedProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`, attributes },
  });
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF';

const record = (userIdentity: object, more: object = {}) => trailRecord({ userIdentity, ...more });

/** What it is · record · actor kind · person · workload. */
const CASES: [string, Record<string, unknown>, string, string | null, string | null][] = [
  ['an Identity Center session', record(assumedRole('ana.example', {}, sso)), 'person', 'ana.example', null],
  [
    'a source identity',
    record(assumedRole('s', { sourceIdentity: 'ana@example.com' })),
    'person',
    'ana@example.com',
    null,
  ],
  [
    "this dashboard's role, with another path",
    record(assumedRole('s', { sourceIdentity: 'ana@example.com' }, own.replace('/keyledger/', '/'))),
    'this-dashboard',
    'ana@example.com',
    null,
  ],
  ["this dashboard's role by itself", record(assumedRole('sync', {}, own)), 'this-dashboard', null, null],
  [
    'a role of another account by the same name',
    record({ ...assumedRole('s', {}, own.replaceAll(ACCOUNT, '444455556666')) }),
    'unknown',
    null,
    null,
  ],
  ['a session named after a mailbox', record(assumedRole('ana@example.com')), 'person', 'ana@example.com', null],
  ['a console session', record(assumedRole('ana'), { sessionCredentialFromConsole: 'true' }), 'person', 'ana', null],
  [
    'a console session by boolean',
    record(assumedRole('ana'), { sessionCredentialFromConsole: true }),
    'person',
    'ana',
    null,
  ],
  ['a browser', record(assumedRole('ana'), { userAgent: 'Mozilla/5.0 (X11; Linux)' }), 'person', 'ana', null],
  ['a second factor', record(assumedRole('ana', { attributes: { mfaAuthenticated: 'true' } })), 'person', 'ana', null],
  ['a role and no sign', record(assumedRole('botocore-session-17')), 'unknown', null, null],
  [
    'a role that a service used',
    record({ ...assumedRole('x'), invokedBy: 'cloudformation.amazonaws.com' }),
    'aws-service',
    null,
    null,
  ],
  ['a service-linked role', record(assumedRole('rds', {}, linked)), 'aws-service', null, null],
  [
    'a Lambda function',
    record(inScope('AWS::Lambda::Function', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:charge:live`)),
    'workload',
    null,
    'lambda charge',
  ],
  [
    'a Lambda function by its place',
    record(assumedRole('charge'), { userAgent: 'Boto3/1.34 exec-env/AWS_Lambda_python3.13' }),
    'workload',
    null,
    'lambda charge',
  ],
  [
    'an ECS task',
    record(inScope('AWS::ECS::Task', `arn:aws:ecs:eu-west-1:${ACCOUNT}:task/shop/0123456789abcdef0123456789abcdef`)),
    'workload',
    null,
    'ecs payments-api',
  ],
  [
    'an ECS task by an old ARN',
    record(inScope('AWS::ECS::Task', `arn:aws:ecs:eu-west-1:${ACCOUNT}:task/0123456789abcdef0123456789abcdef`)),
    'workload',
    null,
    'ecs payments-api',
  ],
  [
    'an ECS task that says what it was made from',
    record({
      ...assumedRole('x'),
      inScopeOf: {
        sourceArn: `arn:aws:ecs:eu-west-1:${ACCOUNT}:task/shop/0123456789abcdef0123456789abcdef`,
        credentialsIssuedTo: `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/checkout:17`,
      },
    }),
    'workload',
    null,
    'ecs checkout',
  ],
  [
    'a certificate of IAM Roles Anywhere',
    record(assumedRole('0a0b0c', { sourceIdentity: 'CN=host17.example' })),
    'workload',
    null,
    'certificate host17.example',
  ],
  [
    'a Lambda function whose session has a source identity',
    record({
      ...assumedRole('x', { sourceIdentity: 'pipeline' }),
      inScopeOf: { sourceArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:charge` },
    }),
    'workload',
    null,
    'lambda charge',
  ],
  [
    'an ECS service',
    record(inScope('AWS::ECS::Service', `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/shop/checkout`)),
    'workload',
    null,
    'ecs checkout',
  ],
  [
    'an ECS task by its session',
    record(assumedRole('0123456789abcdef0123456789abcdef')),
    'workload',
    null,
    'ecs payments-api',
  ],
  ['an EC2 instance', record(assumedRole('i-0123456789abcdef0')), 'workload', null, 'ec2 i-0123456789abcdef0'],
  ['an EC2 role delivery', record(assumedRole('x', { ec2RoleDelivery: '2.0' })), 'workload', null, 'ec2 x'],
  [
    'a Kubernetes service account',
    record(web(eks, { sub: 'system:serviceaccount:auth:issuer' })),
    'workload',
    null,
    'eks auth/issuer',
  ],
  [
    'a role named after its pipeline',
    record(
      assumedRole(
        'GitHubActions',
        {
          webIdFederationData: {
            federatedProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
          },
        },
        `arn:aws:iam::${ACCOUNT}:role/github-actions-shop`,
      ),
    ),
    'workload',
    null,
    'github-actions shop',
  ],
  ['an EKS cluster without a subject', record(web(eks)), 'workload', null, 'eks payments-api'],
  [
    'EKS pod identity',
    record(assumedRole('eks-main-issuer-0a0b0c0d-0000-4000-8000-000000000001')),
    'workload',
    null,
    'eks main-issuer',
  ],
  [
    'GitHub Actions',
    record(web('token.actions.githubusercontent.com', { sub: 'repo:acme/shop:ref:refs/heads/main' })),
    'workload',
    null,
    'github-actions acme/shop',
  ],
  [
    'a provider that claims to be EKS',
    record(web('oidc.eks.eu-west-1.amazonaws.com.evil.example/id/1')),
    'unknown',
    null,
    null,
  ],
  [
    'a job of a GitLab of one’s own',
    record(web('git.acme.example', { sub: 'project_path:acme/shop:ref_type:branch:ref:main' })),
    'workload',
    null,
    'gitlab-ci acme/shop',
  ],
  [
    'CircleCI',
    record(web('oidc.circleci.com/org/0a0b', { sub: 'org/0a0b/project/1/user/2' })),
    'workload',
    null,
    'circleci payments-api',
  ],
  ['CodeBuild', record(assumedRole('AWSCodeBuild-0a0b0c0d')), 'workload', null, 'codebuild payments-api'],
  ['an IAM user with a permanent key', record(user()), 'unknown', null, null],
  ['an IAM user with a temporary key', record(user({ accessKeyId: 'ASIAEXAMPLE' })), 'person', 'ana', null],
  [
    'an IAM user’s call that a service goes on with',
    record(user({ accessKeyId: 'ASIAEXAMPLE', invokedBy: 'cloudformation.amazonaws.com' })),
    'aws-service',
    null,
    null,
  ],
  ['an IAM user in the console', record(user(), { sessionCredentialFromConsole: 'true' }), 'person', 'ana', null],
  [
    'an IAM user with a second factor',
    record(user({ sessionContext: { attributes: { mfaAuthenticated: 'true' } } })),
    'person',
    'ana',
    null,
  ],
  [
    "an IAM user's key in a container",
    record(user(), { userAgent: 'aws-sdk-go/1 exec-env/AWS_ECS_FARGATE' }),
    'workload',
    null,
    'ecs ana',
  ],
  [
    'root',
    record({ type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, principalId: ACCOUNT }),
    'person',
    'root',
    null,
  ],
  [
    'a federated user',
    record({ type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/ana`, accountId: ACCOUNT }),
    'person',
    'ana',
    null,
  ],
  ['an AWS service', record({ type: 'AWSService', invokedBy: 'rds.amazonaws.com' }), 'aws-service', null, null],
  ['a service event', serviceRecord('RotationStarted'), 'aws-service', null, null],
  [
    'another account',
    record({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' }),
    'unknown',
    null,
    null,
  ],
  [
    'an Identity Center user',
    record({ type: 'IdentityCenterUser', accountId: ACCOUNT, onBehalfOf: { userId: 'u-1' } }),
    'person',
    'u-1',
    null,
  ],
  ['a kind that AWS may add', record({ type: 'Robot', principalId: 'R2', accountId: ACCOUNT }), 'unknown', null, null],
];

test.each(CASES)('%s', (_what, raw, actorKind, person, workload) => {
  const normalised = normaliseRecord(raw, context);
  expect(normalised.ok && { ...normalised.event }).toMatchObject({ actorKind, person, workload });
});

test.each([
  ['a role keeps its path and not its session', assumedRole('one', {}, sso), sso, 'SSO DevAdmin', 'role'],
  [
    'a role without an issuer',
    { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/payments-api/s` },
    ROLE,
    'payments-api',
    'role',
  ],
  ['a user', user(), `arn:aws:iam::${ACCOUNT}:user/team/ana`, 'ana', 'user'],
  [
    'a deleted user',
    { type: 'IAMUser', principalId: 'AIDAEXAMPLE', accountId: ACCOUNT },
    'AIDAEXAMPLE',
    'AIDAEXAMPLE',
    'user',
  ],
  ['root', { type: 'Root', accountId: ACCOUNT }, `root of ${ACCOUNT}`, 'root', 'root'],
  [
    'a service',
    { accountId: ACCOUNT, invokedBy: 'rds.amazonaws.com' },
    'rds.amazonaws.com',
    'rds.amazonaws.com',
    'service',
  ],
  ['an account', { type: 'AWSAccount', accountId: ACCOUNT }, `account ${ACCOUNT}`, `account ${ACCOUNT}`, 'account'],
  ['an unknown one', { type: 'Unknown', accountId: ACCOUNT }, `unknown of ${ACCOUNT}`, `account ${ACCOUNT}`, 'unknown'],
])('the principal of %s is the same over sessions', (_what, userIdentity, id, label, type) => {
  const normalised = normaliseRecord(trailRecord({ userIdentity }), context);
  expect(normalised.ok && normalised.event.principal).toMatchObject({ id, label, type });
});
