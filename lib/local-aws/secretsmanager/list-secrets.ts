import { defineOperation } from '@/lib/local-aws/operation';
import { flag, integer, oneOf } from '@/lib/local-aws/wire/fields';
import { toStageMap } from '@/lib/local-aws/world/labels';
import { listPage } from './listing';
import { nextToken } from './members';
import { filters } from './secret-filters';
import { toSecretMetadata } from './secret-metadata';
import { sortKeys } from './sorted-secrets';

const members = {
  IncludePlannedDeletion: flag,
  MaxResults: integer({ min: 1, max: 100 }),
  NextToken: nextToken,
  Filters: filters,
  SortOrder: oneOf(['asc', 'desc']),
  SortBy: oneOf(sortKeys),
};

/** ListSecrets: filters, sorting and paging of one scope; the permission has no resource (aws-facts §5.2). */
export const listSecrets = defineOperation({
  name: 'ListSecrets',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'ListSecrets', perSecond: 100 },
  input: members,
  shows: ['IncludePlannedDeletion', 'MaxResults', 'Filters', 'SortOrder', 'SortBy'],
  act: (call, input) => {
    const { secrets, nextToken: token } = listPage(call, {
      purpose: 'secrets',
      filters: input.Filters ?? [],
      key: input.SortBy ?? 'created-date',
      descending: input.SortOrder === 'desc',
      withDeleted: input.IncludePlannedDeletion === true,
      max: input.MaxResults ?? 100,
      token: input.NextToken,
    });
    const list = secrets.map((secret) => ({
      ...toSecretMetadata(secret),
      SecretVersionsToStages: toStageMap(secret),
    }));
    return { SecretList: list, NextToken: token };
  },
});
