import { FUNCTION_ACTIONS, LOG_ACTION } from '@/lib/domain/diagnosis/actions';
import type { PolicyLimits } from './account-roles';
import type { RoleUse } from './role-use';
import type { Conditions, PolicyValue, Statement } from './statement';

/** Where a role stands. Each part may be a template's expression. */
export interface RolePlace {
  partition: string;
  accountId: string;
  regions: PolicyValue;
  /** `kms:ViaService` of Secrets Manager, with `*` for the region. */
  viaServices: PolicyValue;
  limits: PolicyLimits;
}

/** What gives out values: denied to whoever is not there for it, whatever else may be granted to them. */
export const VALUE_ACTIONS = ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'] as const;

/** Optional in the role that recovers. */
export const CANCEL_ACTION = 'secretsmanager:CancelRotateSecret';

export const NEVER_VALUES: Statement = {
  Sid: 'NeverValues',
  Effect: 'Deny',
  Action: VALUE_ACTIONS,
  Resource: '*',
};

const toSecrets = ({ partition, accountId }: RolePlace): string =>
  `arn:${partition}:secretsmanager:*:${accountId}:secret:*`;

const toFunctions = ({ partition, accountId, limits }: RolePlace): string =>
  `arn:${partition}:lambda:*:${accountId}:function:${limits.rotationFunctions}`;

/** Only in the configured regions, and for acts only on what carries the tag. */
function within({ regions, limits }: RolePlace, isAct: boolean, more: Conditions = {}): Conditions {
  const tag =
    isAct && limits.onlyTag ? { [`secretsmanager:ResourceTag/${limits.onlyTag.key}`]: limits.onlyTag.value } : {};
  const here = { 'aws:RequestedRegion': regions };
  const exact = { ...(limits.anyRegion ? {} : here), ...tag, ...more['StringEquals'] };
  return {
    ...more,
    // Where accounts are read in whatever they have enabled, `*` stands for all of it; a name means the same in both.
    ...(limits.anyRegion ? { StringLike: { ...here, ...more['StringLike'] } } : {}),
    ...(Object.keys(exact).length > 0 ? { StringEquals: exact } : {}),
  };
}

/** Asked about oneself, of a service that is in one region of its own. */
const ENABLED_REGIONS: Statement = {
  Sid: 'EnabledRegions',
  Effect: 'Allow',
  Action: ['account:ListRegions'],
  Resource: '*',
};

/** aws-facts §5.2. ListSecrets and LookupEvents know no resource. */
const toRead = (place: RolePlace): Statement[] => [
  {
    Sid: 'ListAndHistory',
    Effect: 'Allow',
    Action: ['secretsmanager:ListSecrets', 'cloudtrail:LookupEvents'],
    Resource: '*',
    Condition: within(place, false),
  },
  {
    Sid: 'Facts',
    Effect: 'Allow',
    Action: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:ListSecretVersionIds',
      'secretsmanager:GetResourcePolicy',
    ],
    Resource: toSecrets(place),
    Condition: within(place, false),
  },
  ...(place.limits.anyRegion ? [ENABLED_REGIONS] : []),
  NEVER_VALUES,
];

/** A secret's key may be another account's, so the secret is what narrows it: KMS is told its ARN (encryption context). */
const toReveal = (place: RolePlace): Statement[] => [
  {
    Sid: 'OneValue',
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue'],
    Resource: toSecrets(place),
    Condition: within(place, true),
  },
  {
    Sid: 'DecryptThroughSecretsManager',
    Effect: 'Allow',
    Action: ['kms:Decrypt'],
    Resource: `arn:${place.partition}:kms:*:*:key/*`,
    Condition: within(place, false, {
      StringLike: { 'kms:ViaService': place.viaServices, 'kms:EncryptionContext:SecretARN': toSecrets(place) },
    }),
  },
  { Sid: 'NeverInBulk', Effect: 'Deny', Action: ['secretsmanager:BatchGetSecretValue'], Resource: '*' },
];

/** Whether AWS gives ModifyRotationRules when no rules are sent is not documented: IfExists holds either way. */
const toRotate = (place: RolePlace): Statement[] => [
  {
    Sid: 'RotateAsConfigured',
    Effect: 'Allow',
    Action: ['secretsmanager:RotateSecret'],
    Resource: toSecrets(place),
    Condition: within(place, true, { BoolIfExists: { 'secretsmanager:ModifyRotationRules': 'false' } }),
  },
  describe(place),
  {
    Sid: 'InvokeRotationFunction',
    Effect: 'Allow',
    Action: ['lambda:InvokeFunction'],
    Resource: toFunctions(place),
    Condition: within(place, false),
  },
  ...toDiagnose(place),
  NEVER_VALUES,
];

/** Optional: without them a rotation that failed is told from its events alone. A log group of another name is to be added. */
const toDiagnose = (place: RolePlace): Statement[] => [
  {
    Sid: 'LookAtRotationFunction',
    Effect: 'Allow',
    Action: [...FUNCTION_ACTIONS],
    Resource: toFunctions(place),
    Condition: within(place, false),
  },
  {
    Sid: 'ReadItsLog',
    Effect: 'Allow',
    Action: [LOG_ACTION],
    Resource: `arn:${place.partition}:logs:*:${place.accountId}:log-group:/aws/lambda/${place.limits.rotationFunctions}:*`,
    Condition: within(place, false),
  },
];

const toRecover = (place: RolePlace): Statement[] => [
  {
    Sid: 'MoveLabels',
    Effect: 'Allow',
    Action: ['secretsmanager:UpdateSecretVersionStage'],
    Resource: toSecrets(place),
    Condition: within(place, true, {
      StringEquals: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] },
    }),
  },
  // Optional: without it automatic rotation is not turned off from here.
  {
    Sid: 'TurnRotationOff',
    Effect: 'Allow',
    Action: [CANCEL_ACTION],
    Resource: toSecrets(place),
    Condition: within(place, true),
  },
  describe(place),
  NEVER_VALUES,
];

const describe = (place: RolePlace): Statement => ({
  Sid: 'Describe',
  Effect: 'Allow',
  Action: ['secretsmanager:DescribeSecret'],
  Resource: toSecrets(place),
  Condition: within(place, true),
});

const STATEMENTS = { read: toRead, reveal: toReveal, rotate: toRotate, recover: toRecover } as const satisfies Record<
  RoleUse,
  (place: RolePlace) => Statement[]
>;

/**
 * What a role may do and what it never may. Wide over the account's secrets, because each session is
 * narrowed to one act on one ARN (lib/aws/session-policy). The one source of every form in which
 * Settings prints it.
 */
export const toRoleStatements = (use: RoleUse, place: RolePlace): Statement[] => STATEMENTS[use](place);
