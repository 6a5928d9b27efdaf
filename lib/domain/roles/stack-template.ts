import type { PolicyLimits } from './account-roles';
import { toRoleStatements } from './role-statements';
import { ROLE_MEANS, ROLE_USES, toDefaultRoleName, type RoleUse } from './role-use';
import { toDocument } from './statement';
import { toStackPlace, toSubstituted } from './stack-expressions';
import { toTrustStatement } from './trust-statement';

/** `read` → `Read`, as CloudFormation's logical ids are written. */
export const toLogicalName = (use: RoleUse): string => use.charAt(0).toUpperCase() + use.slice(1);

const roleParameters = (use: RoleUse) => ({
  [`${toLogicalName(use)}RoleName`]: {
    Type: 'String',
    Default: toDefaultRoleName(use),
    AllowedPattern: '[\\w+=,.@-]{0,64}',
    Description: `The role that ${ROLE_MEANS[use]}. Empty - not made.`,
  },
  [`${toLogicalName(use)}RolePath`]: {
    Type: 'String',
    Default: '/',
    AllowedPattern: '/([!-~]*/)?',
    Description: `IAM path of the ${use} role.`,
  },
});

const toParameters = (limits: PolicyLimits) => ({
  DashboardAccount: {
    Type: 'String',
    AllowedPattern: '\\d{12}',
    Description: 'Id of the account that Keyledger runs in.',
  },
  DashboardPrincipals: {
    Type: 'CommaDelimitedList',
    Description:
      'ARN of the role or user that Keyledger runs as, or patterns of it. Nobody else of that account is let in.',
  },
  ExternalId: {
    Type: 'String',
    Default: '',
    AllowedPattern: '([\\w+=,.@:/-]{2,1224})?',
    Description: 'externalId of the account in keyledger.yaml. Empty - none is asked for.',
  },
  Regions: {
    Type: 'CommaDelimitedList',
    Description: limits.anyRegion
      ? 'The regions of the account in keyledger.yaml, or * where it is found and read in those that it has enabled.'
      : 'The regions of the account in keyledger.yaml. The roles are good in no other.',
  },
});

const conditions = {
  HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] },
  HasCommonSuffix: { 'Fn::Equals': [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'] },
  ...Object.fromEntries(
    ROLE_USES.map((use) => [
      `Makes${toLogicalName(use)}`,
      { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: `${toLogicalName(use)}RoleName` }, ''] }] },
    ]),
  ),
};

function toRole(use: RoleUse, limits: PolicyLimits): object {
  const name = toLogicalName(use);
  const trust = toTrustStatement(use, {
    account: 'arn:${AWS::Partition}:iam::${DashboardAccount}:root',
    principals: { Ref: 'DashboardPrincipals' },
    externalId: { 'Fn::If': ['HasExternalId', { 'sts:ExternalId': { Ref: 'ExternalId' } }, { Ref: 'AWS::NoValue' }] },
  });
  return {
    Type: 'AWS::IAM::Role',
    Condition: `Makes${name}`,
    Properties: {
      RoleName: { Ref: `${name}RoleName` },
      Path: { Ref: `${name}RolePath` },
      Description: `Keyledger - ${ROLE_MEANS[use]}`,
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: toSubstituted(toDocument([trust])),
      Policies: [
        {
          PolicyName: toDefaultRoleName(use),
          PolicyDocument: toSubstituted(toDocument(toRoleStatements(use, toStackPlace(limits)))),
        },
      ],
    },
  };
}

const toOutput = (use: RoleUse) => [
  `${toLogicalName(use)}RoleArn`,
  {
    Condition: `Makes${toLogicalName(use)}`,
    Description: `roles.${use} of the account in keyledger.yaml`,
    Value: { 'Fn::GetAtt': [`${toLogicalName(use)}Role`, 'Arn'] },
  },
];

/**
 * One CloudFormation template for every account, in any partition: whatever differs between accounts is
 * a parameter, which a StackSet can override for each. IAM is global, so a stack in one region is enough.
 */
export const toStackTemplate = (limits: PolicyLimits): object => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'The roles that Keyledger assumes in this account. One region of it is enough - IAM is global.',
  Parameters: { ...toParameters(limits), ...Object.assign({}, ...ROLE_USES.map(roleParameters)) },
  Conditions: conditions,
  Resources: Object.fromEntries(ROLE_USES.map((use) => [`${toLogicalName(use)}Role`, toRole(use, limits)])),
  Outputs: Object.fromEntries(ROLE_USES.map(toOutput)),
});
