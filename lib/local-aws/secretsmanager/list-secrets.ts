import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { invalidNextToken } from '@/lib/local-aws/wire/aws-error';
import { flag, integer, oneOf } from '@/lib/local-aws/wire/fields';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';
import { fingerprint, openToken, sealToken } from '@/lib/local-aws/wire/sealed';
import { toStageMap } from '@/lib/local-aws/world/labels';
import { nextToken } from './members';
import { filters, toPredicate } from './secret-filters';
import { toSecretMetadata } from './secret-metadata';
import { secretsAfter, sortKeys, toMark, type Mark } from './sorted-secrets';

/** Secrets looked at for one page at most; a page of a narrow filter may be empty and still go on, as AWS warns. */
const looksPerPage = 5000;

function readMark(seal: Buffer, bound: string, token: string | undefined): Mark | undefined {
  if (token === undefined) return undefined;
  const page = openToken(seal, 'secrets', token);
  const mark: JsonObject | undefined = isJsonObject(page?.mark) ? page.mark : undefined;
  const { value, arn } = mark ?? {};
  if (page?.bound !== bound || typeof arn !== 'string' || (typeof value !== 'string' && typeof value !== 'number'))
    throw invalidNextToken();
  return { value, arn };
}

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
    const { scope, world } = call;
    authorize(call.caller, { action: 'secretsmanager:ListSecrets', resource: '*', owner: scope.account, context: {} });
    const key = input.SortBy ?? 'created-date';
    const matches = toPredicate(input.Filters ?? []);
    const bound = fingerprint(
      scope.account,
      scope.region,
      input.Filters,
      key,
      input.SortOrder,
      input.IncludePlannedDeletion,
    );
    const page: JsonObject[] = [];
    let last: Mark | undefined;
    let looked = 0;
    for (const secret of secretsAfter(
      scope,
      key,
      input.SortOrder === 'desc',
      readMark(world.seal, bound, input.NextToken),
    )) {
      if (page.length === (input.MaxResults ?? 100) || looked === looksPerPage)
        return { SecretList: page, NextToken: sealToken(world.seal, 'secrets', { bound, mark: last }) };
      looked += 1;
      last = toMark(key, secret);
      if (secret.deletion !== undefined && input.IncludePlannedDeletion !== true) continue;
      if (matches(secret)) page.push({ ...toSecretMetadata(secret), SecretVersionsToStages: toStageMap(secret) });
    }
    return { SecretList: page, NextToken: undefined };
  },
});
