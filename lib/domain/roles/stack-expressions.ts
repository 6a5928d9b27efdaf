import type { PolicyLimits } from './account-roles';
import type { RolePlace } from './role-statements';

/** A role's place in CloudFormation's words: pseudo parameters and the template's own. */
export const toStackPlace = (limits: PolicyLimits): RolePlace => ({
  partition: '${AWS::Partition}',
  accountId: '${AWS::AccountId}',
  regions: { Ref: 'Regions' },
  viaServices: {
    'Fn::If': [
      'HasCommonSuffix',
      'secretsmanager.*.amazonaws.com',
      ['secretsmanager.*.amazonaws.com', 'secretsmanager.*.${AWS::URLSuffix}'],
    ],
  },
  limits,
});

/** Every text that holds a `${…}`, at any depth, as what CloudFormation fills in. */
export function toSubstituted(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('${') ? { 'Fn::Sub': value } : value;
  if (Array.isArray(value)) return value.map(toSubstituted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toSubstituted(inner)]));
}
